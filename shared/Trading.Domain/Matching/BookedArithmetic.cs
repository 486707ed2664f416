namespace Trading.Domain.Matching;

/// <summary>Amounts as the books keep them: decimal, money to eight decimals, moved prices to twelve, half to even.</summary>
public readonly struct BookedArithmetic : IArithmetic<decimal>
{
    /// <inheritdoc/>
    public static decimal SmallestUnit => 0.00000001m;

    /// <inheritdoc/>
    public static decimal MostUnits => FillModel.MaxQuantity;

    /// <inheritdoc/>
    public static decimal FromMarket(double price) => Values.Price.FromMarket(price).Value;

    /// <inheritdoc/>
    public static decimal FromData(decimal value) => value;

    /// <inheritdoc/>
    public static decimal Price(decimal exact) => decimal.Round(exact, FillModel.PriceDecimals, MidpointRounding.ToEven);

    /// <inheritdoc/>
    public static decimal Money(decimal exact) => Values.Money.Rounded(exact).Value;
}
