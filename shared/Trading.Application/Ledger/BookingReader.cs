using System.Globalization;
using Trading.Domain.Ledger;
using Trading.Domain.Markets;
using Trading.Domain.Values;

namespace Trading.Application.Ledger;

/// <summary>Checks the fields that bookings have in common.</summary>
internal static class BookingReader
{
    /// <summary>Largest amount, rate and price.</summary>
    public const decimal Largest = 1_000_000_000_000m;

    private static readonly string[] Known = [.. Market.All.Select(market => market.Currency).Order(StringComparer.Ordinal)];

    /// <summary>Reads an amount above zero.</summary>
    public static Money Amount(string field, decimal? value, FieldErrors errors)
    {
        if (value is > 0 and <= Largest && IsFine(value.Value))
            return new Money(value.Value);
        errors.Add(field, string.Create(CultureInfo.InvariantCulture,
            $"{field} is {Show(value)}; expected an amount above 0 and at most {Largest}, of at most {Money.Decimals} decimals"));
        return Money.Zero;
    }

    /// <summary>Reads an amount that is paid, below zero, or received, above it.</summary>
    public static Money SignedAmount(string field, decimal? value, FieldErrors errors)
    {
        if (value is not 0 and >= -Largest and <= Largest && IsFine(value.Value))
            return new Money(value.Value);
        errors.Add(field, string.Create(CultureInfo.InvariantCulture,
            $"{field} is {Show(value)}; expected an amount above 0 that was received or below 0 that was paid, at most {Largest}, of at most {Money.Decimals} decimals"));
        return Money.Zero;
    }

    /// <summary>Reads a number above zero.</summary>
    public static decimal Positive(string field, decimal? value, FieldErrors errors)
    {
        if (value is > 0 and <= Largest)
            return value.Value;
        errors.Add(field, string.Create(CultureInfo.InvariantCulture, $"{field} is {Show(value)}; expected a number above 0 and at most {Largest}"));
        return 0;
    }

    /// <summary>Reads the code of a currency; the account's own where there is none.</summary>
    public static string Currency(string field, string? code, AccountBooks books, FieldErrors errors)
    {
        if (code is null || code == books.Currency || Known.Contains(code))
            return code ?? books.Currency;
        errors.Add(field, $"{field} is {FieldErrors.Show(code)}; expected {string.Join(" or ", Known)}");
        return books.Currency;
    }

    private static bool IsFine(decimal value) => value == decimal.Round(value, Money.Decimals);

    private static string Show(decimal? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "missing";
}
