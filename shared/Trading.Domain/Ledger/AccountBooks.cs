using System.Collections.Immutable;
using Trading.Domain.Accounts;
using Trading.Domain.Markets;
using Trading.Domain.Values;

namespace Trading.Domain.Ledger;

/// <summary>What the entries of one account add up to. Immutable; rebuilt at any time by folding the entries again.</summary>
/// <param name="Account">Which account.</param>
/// <param name="Currency">ISO 4217 code of the account's own currency: that of every amount here that does not name another.</param>
public sealed record AccountBooks(AccountId Account, string Currency)
{
    /// <summary>Money to spend.</summary>
    public Money Cash { get => Own.Cash; init => Own = Own with { Cash = value }; }

    /// <summary>Commissions and other fees paid.</summary>
    public Money Fees { get => Own.Fees; init => Own = Own with { Fees = value }; }

    /// <summary>Profit of closed units before commissions and taxes; a loss is below zero.</summary>
    public Money RealisedProfit { get => Own.RealisedProfit; init => Own = Own with { RealisedProfit = value }; }

    /// <summary>Paid in by the owner, less what was withdrawn.</summary>
    public Money Deposits { get => Own.Deposits; init => Own = Own with { Deposits = value }; }

    /// <summary>Taxes paid.</summary>
    public Money Taxes { get => Own.Taxes; init => Own = Own with { Taxes = value }; }

    /// <summary>Interest earned, less what credit and borrowed shares cost.</summary>
    public Money Interest { get => Own.Interest; init => Own = Own with { Interest = value }; }

    /// <summary>Dividends received before taxes, less those owed on short positions.</summary>
    public Money Dividends { get => Own.Dividends; init => Own = Own with { Dividends = value }; }

    /// <summary>Got for other currencies in conversions, less what was given for them.</summary>
    public Money Exchanged { get => Own.Exchanged; init => Own = Own with { Exchanged = value }; }

    /// <summary>Totals of the other currencies that were ever booked, by ISO 4217 code.</summary>
    public ImmutableSortedDictionary<string, CurrencyTotals> Foreign { get; init; } =
        ImmutableSortedDictionary.Create<string, CurrencyTotals>(StringComparer.Ordinal);

    /// <summary>Open positions by instrument, each in the currency of its market; flat ones are left out.</summary>
    public ImmutableSortedDictionary<string, Position> Positions { get; init; } = ImmutableSortedDictionary.Create<string, Position>(StringComparer.Ordinal);

    /// <summary>Entries folded in.</summary>
    public int Version { get; init; }

    /// <summary>Its currencies, the account's own first.</summary>
    public IEnumerable<string> Currencies => Foreign.Keys.Prepend(Currency);

    /// <summary>Totals of the account's own currency.</summary>
    internal CurrencyTotals Own { get; init; }

    /// <summary>Books without an entry.</summary>
    public static AccountBooks Empty(AccountId account, string currency) => new(account, currency);

    /// <summary>Totals of a currency; zero where nothing was booked in it.</summary>
    public CurrencyTotals In(string currency) => currency == Currency ? Own : Foreign.GetValueOrDefault(currency);

    /// <summary>A currency as lines name it: null for the account's own.</summary>
    /// <param name="currency">ISO 4217 code.</param>
    public string? OnLines(string currency) => currency == Currency ? null : currency;

    /// <summary>The position in an instrument, flat when there is none.</summary>
    public Position PositionIn(InstrumentId instrument) =>
        Positions.GetValueOrDefault(instrument.ToString()) ?? new Position(instrument, 0, Money.Zero);

    /// <summary>The books after one more entry.</summary>
    public AccountBooks Apply(LedgerEntry entry) => Apply([entry]);

    /// <summary>The books after more entries, oldest first; the same as one after the other.</summary>
    public AccountBooks Apply(IEnumerable<LedgerEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var fold = new BooksFold(this);
        foreach (var entry in entries)
            fold.Add(entry);
        return fold.ToBooks();
    }

    /// <summary>Cash and positions of the account's own currency together.</summary>
    /// <param name="priceOf">Price per unit of an instrument; null values the position at cost.</param>
    public Money EquityAt(Func<InstrumentId, Price?> priceOf) => EquityIn(Currency, priceOf);

    /// <summary>Cash and positions of a currency together; amounts of different currencies are never added.</summary>
    /// <param name="currency">ISO 4217 code.</param>
    /// <param name="priceOf">Price per unit of an instrument; null values the position at cost.</param>
    public Money EquityIn(string currency, Func<InstrumentId, Price?> priceOf)
    {
        ArgumentNullException.ThrowIfNull(priceOf);
        return new Money(In(currency).Cash.Value + Positions.Values
            .Where(position => position.Instrument.Market.Currency == currency)
            .Sum(position => (priceOf(position.Instrument) is { } price ? position.ValueAt(price) : position.Cost).Value));
    }
}
