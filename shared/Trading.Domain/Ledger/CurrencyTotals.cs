using System.Diagnostics;
using Trading.Domain.Values;

namespace Trading.Domain.Ledger;

/// <summary>
/// What the lines of one currency add up to, every amount in it. Cash and the cost of the positions together are always
/// <see cref="NetWorthAtCost"/>.
/// </summary>
public readonly record struct CurrencyTotals
{
    /// <summary>Money to spend.</summary>
    public Money Cash { get; init; }

    /// <summary>Commissions and other fees paid.</summary>
    public Money Fees { get; init; }

    /// <summary>Profit of closed units before commissions and taxes; a loss is below zero.</summary>
    public Money RealisedProfit { get; init; }

    /// <summary>Paid in by the owner, less what was withdrawn.</summary>
    public Money Deposits { get; init; }

    /// <summary>Taxes paid.</summary>
    public Money Taxes { get; init; }

    /// <summary>Interest earned, less what credit and borrowed shares cost.</summary>
    public Money Interest { get; init; }

    /// <summary>Dividends received before taxes, less those owed on short positions.</summary>
    public Money Dividends { get; init; }

    /// <summary>Got for other currencies in conversions, less what was given for them.</summary>
    public Money Exchanged { get; init; }

    /// <summary>What was put in and earned, less what was spent.</summary>
    public Money NetWorthAtCost => Deposits + RealisedProfit + Interest + Dividends + Exchanged - Fees - Taxes;

    /// <summary>The totals after one more line of the currency; what a position costs is kept with its units, not here.</summary>
    internal CurrencyTotals Apply(Posting posting) => posting.Account switch
    {
        LedgerAccount.Cash => this with { Cash = Cash + posting.Amount },
        LedgerAccount.Fees => this with { Fees = Fees + posting.Amount },
        LedgerAccount.RealisedProfit => this with { RealisedProfit = RealisedProfit - posting.Amount },
        LedgerAccount.Deposits => this with { Deposits = Deposits - posting.Amount },
        LedgerAccount.Taxes => this with { Taxes = Taxes + posting.Amount },
        LedgerAccount.Interest => this with { Interest = Interest - posting.Amount },
        LedgerAccount.Dividends => this with { Dividends = Dividends - posting.Amount },
        LedgerAccount.Exchange => this with { Exchanged = Exchanged - posting.Amount },
        LedgerAccount.Position => this,
        _ => throw new UnreachableException($"{posting.Account} has no rule."),
    };
}
