namespace Trading.Domain.Values;

/// <summary>An amount of an account's currency. May be negative.</summary>
/// <param name="Value">Units of the currency, at most <see cref="Decimals"/> decimals once booked.</param>
public readonly record struct Money(decimal Value)
{
    /// <summary>Decimals kept in the books. Finer than a cent, so that fractional shares reconcile.</summary>
    public const int Decimals = 8;

    /// <summary>Nothing.</summary>
    public static Money Zero => default;

    /// <summary>The amount as the books keep it: <see cref="Decimals"/> decimals, half to even.</summary>
    public static Money Rounded(decimal value) => new(decimal.Round(value, Decimals, MidpointRounding.ToEven));

    /// <summary>Both together.</summary>
    public static Money operator +(Money left, Money right) => new(left.Value + right.Value);

    /// <summary>The difference.</summary>
    public static Money operator -(Money left, Money right) => new(left.Value - right.Value);

    /// <summary>The opposite.</summary>
    public static Money operator -(Money amount) => new(-amount.Value);

    /// <summary>Less.</summary>
    public static bool operator <(Money left, Money right) => left.Value < right.Value;

    /// <summary>More.</summary>
    public static bool operator >(Money left, Money right) => left.Value > right.Value;

    /// <summary>Not more.</summary>
    public static bool operator <=(Money left, Money right) => left.Value <= right.Value;

    /// <summary>Not less.</summary>
    public static bool operator >=(Money left, Money right) => left.Value >= right.Value;

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
