namespace Trading.Domain.Values;

/// <summary>Count of units, never negative; direction lives in <see cref="Orders.Side"/>. <c>default</c> is zero.</summary>
public readonly record struct Quantity
{
    /// <summary>Decimals of the smallest fraction of a unit that is traded.</summary>
    public const int Decimals = 8;

    /// <summary>A count of units.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public Quantity(decimal value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        Value = value;
    }

    /// <summary>Units.</summary>
    public decimal Value { get; }

    /// <summary>No units.</summary>
    public static Quantity Zero => default;

    /// <summary>True for no units.</summary>
    public bool IsZero => Value == 0;

    /// <summary>Both together.</summary>
    public static Quantity operator +(Quantity left, Quantity right) => new(left.Value + right.Value);

    /// <summary>What is left of the first.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The second is larger.</exception>
    public static Quantity operator -(Quantity left, Quantity right) => new(left.Value - right.Value);

    /// <summary>Fewer units.</summary>
    public static bool operator <(Quantity left, Quantity right) => left.Value < right.Value;

    /// <summary>More units.</summary>
    public static bool operator >(Quantity left, Quantity right) => left.Value > right.Value;

    /// <summary>Not more units.</summary>
    public static bool operator <=(Quantity left, Quantity right) => left.Value <= right.Value;

    /// <summary>Not fewer units.</summary>
    public static bool operator >=(Quantity left, Quantity right) => left.Value >= right.Value;

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
