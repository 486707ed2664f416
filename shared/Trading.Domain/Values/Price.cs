namespace Trading.Domain.Values;

/// <summary>Price per unit, in the instrument's currency. May be negative: oil has traded below zero.</summary>
/// <param name="Value">Currency per unit.</param>
public readonly record struct Price(decimal Value)
{
    /// <summary>
    /// The one crossing from market data (double) to the books (decimal): 15 significant digits, rounded half to even, which gives
    /// back every price that was written with that many digits or fewer.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not finite, or beyond what a decimal holds.</exception>
    public static Price FromMarket(double value)
    {
        if (!double.IsFinite(value) || Math.Abs(value) > 7.9e27)
            throw new ArgumentOutOfRangeException(nameof(value), value, "A booked price must be finite and below 7.9e27.");
        return new Price(new decimal(value));
    }

    /// <summary>The value of so many units, rounded to <see cref="Money.Decimals"/>.</summary>
    public static Money operator *(Price price, Quantity quantity) => Money.Rounded(price.Value * quantity.Value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
