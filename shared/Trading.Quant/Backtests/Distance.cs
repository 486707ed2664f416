namespace Trading.Quant.Backtests;

/// <summary>A distance from a price; zero for none.</summary>
/// <param name="Value">Fraction of the price, or currency; above zero.</param>
/// <param name="IsFraction">True for a fraction.</param>
public readonly record struct Distance(double Value, bool IsFraction)
{
    /// <summary>None.</summary>
    public static Distance None => default;

    /// <summary>A fraction of the price; 0.05 is five percent.</summary>
    public static Distance Fraction(double fraction) => new(fraction, true);

    /// <summary>So much currency.</summary>
    public static Distance Currency(double amount) => new(amount, false);

    /// <summary>True when there is no distance.</summary>
    public bool IsNone => Value == 0;

    internal double From(double price) => IsFraction ? Math.Abs(price) * Value : Value;

    internal Distance Split(double ratio) => IsFraction ? this : new Distance(Value / ratio, false);
}
