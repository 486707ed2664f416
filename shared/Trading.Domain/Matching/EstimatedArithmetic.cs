namespace Trading.Domain.Matching;

/// <summary>Amounts as they come: double, nothing rounded.</summary>
public readonly struct EstimatedArithmetic : IArithmetic<double>
{
    /// <inheritdoc/>
    public static double SmallestUnit => 0;

    /// <inheritdoc/>
    public static double MostUnits => double.MaxValue;

    /// <inheritdoc/>
    public static double FromMarket(double price) => price;

    /// <inheritdoc/>
    public static double FromData(decimal value) => (double)value;

    /// <inheritdoc/>
    public static double Price(double exact) => exact;

    /// <inheritdoc/>
    public static double Money(double exact) => exact;
}
