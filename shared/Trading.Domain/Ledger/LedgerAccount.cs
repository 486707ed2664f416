namespace Trading.Domain.Ledger;

/// <summary>The accounts of the double-entry books. A positive amount is a debit, a negative one a credit.</summary>
public enum LedgerAccount
{
    /// <summary>Asset: money at the broker.</summary>
    Cash,

    /// <summary>Asset: what the open positions cost, per instrument, with their units.</summary>
    Position,

    /// <summary>Expense: commissions and other fees.</summary>
    Fees,

    /// <summary>Income: profit of closed units before commissions and taxes; a profit is a credit.</summary>
    RealisedProfit,

    /// <summary>Equity: what the owner paid in; a deposit is a credit, a withdrawal a debit.</summary>
    Deposits,

    /// <summary>Expense: taxes on trades and dividends.</summary>
    Taxes,

    /// <summary>Income: interest on cash; what credit and borrowed shares cost is a debit.</summary>
    Interest,

    /// <summary>Income: dividends; what a short position owes is a debit.</summary>
    Dividends,

    /// <summary>Equity: the other side of conversions, a debit in the currency given and a credit in the one got, so that each currency balances.</summary>
    /// <remarks>The currency trading account of P. Selinger, Tutorial on multiple currency accounting (2005), mscs.dal.ca/~selinger/accounting.</remarks>
    Exchange,
}
