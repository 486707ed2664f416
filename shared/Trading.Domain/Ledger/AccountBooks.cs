using System.Collections.Immutable;
using System.Diagnostics;
using Trading.Domain.Accounts;
using Trading.Domain.Markets;
using Trading.Domain.Values;

namespace Trading.Domain.Ledger;

/// <summary>What the entries of one account add up to. Immutable; rebuilt at any time by folding the entries again.</summary>
/// <param name="Account">Which account.</param>
/// <param name="Currency">ISO 4217 code of all its amounts.</param>
public sealed record AccountBooks(AccountId Account, string Currency)
{
    /// <summary>Money to spend.</summary>
    public Money Cash { get; init; }

    /// <summary>Commissions paid.</summary>
    public Money Fees { get; init; }

    /// <summary>Profit of closed units before commissions and taxes; a loss is below zero.</summary>
    public Money RealisedProfit { get; init; }

    /// <summary>Paid in by the owner.</summary>
    public Money Deposits { get; init; }

    /// <summary>Taxes paid.</summary>
    public Money Taxes { get; init; }

    /// <summary>Interest earned, less what credit and borrowed shares cost.</summary>
    public Money Interest { get; init; }

    /// <summary>Dividends received, less those owed on short positions.</summary>
    public Money Dividends { get; init; }

    /// <summary>Open positions by instrument; flat ones are left out.</summary>
    public ImmutableSortedDictionary<string, Position> Positions { get; init; } = ImmutableSortedDictionary.Create<string, Position>(StringComparer.Ordinal);

    /// <summary>Entries folded in.</summary>
    public int Version { get; init; }

    /// <summary>Books without an entry.</summary>
    public static AccountBooks Empty(AccountId account, string currency) => new(account, currency);

    /// <summary>The position in an instrument, flat when there is none.</summary>
    public Position PositionIn(InstrumentId instrument) =>
        Positions.GetValueOrDefault(instrument.ToString()) ?? new Position(instrument, 0, Money.Zero);

    /// <summary>The books after one more entry.</summary>
    public AccountBooks Apply(LedgerEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var books = this with { Version = Version + 1 };
        foreach (var posting in entry.Postings)
            books = books.Apply(posting);
        return books;
    }

    /// <summary>Cash and positions together.</summary>
    /// <param name="priceOf">Price per unit of an instrument; null values the position at cost.</param>
    public Money EquityAt(Func<InstrumentId, Price?> priceOf)
    {
        ArgumentNullException.ThrowIfNull(priceOf);
        return new Money(Cash.Value + Positions.Values.Sum(position =>
            (priceOf(position.Instrument) is { } price ? position.ValueAt(price) : position.Cost).Value));
    }

    private AccountBooks Apply(Posting posting) => posting.Account switch
    {
        LedgerAccount.Cash => this with { Cash = Cash + posting.Amount },
        LedgerAccount.Fees => this with { Fees = Fees + posting.Amount },
        LedgerAccount.RealisedProfit => this with { RealisedProfit = RealisedProfit - posting.Amount },
        LedgerAccount.Deposits => this with { Deposits = Deposits - posting.Amount },
        LedgerAccount.Taxes => this with { Taxes = Taxes + posting.Amount },
        LedgerAccount.Interest => this with { Interest = Interest - posting.Amount },
        LedgerAccount.Dividends => this with { Dividends = Dividends - posting.Amount },
        LedgerAccount.Position => Hold(posting),
        _ => throw new UnreachableException($"{posting.Account} has no rule."),
    };

    private AccountBooks Hold(Posting posting)
    {
        var instrument = posting.Instrument ?? throw new ArgumentException("A position line names its instrument.", nameof(posting));
        var before = PositionIn(instrument);
        var after = before with { Units = before.Units + posting.Units, Cost = before.Cost + posting.Amount };
        var key = instrument.ToString();
        return this with { Positions = after is { Units: 0, Cost.Value: 0 } ? Positions.Remove(key) : Positions.SetItem(key, after) };
    }
}
