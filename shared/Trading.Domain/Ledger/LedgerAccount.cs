namespace Trading.Domain.Ledger;

/// <summary>The accounts of the double-entry books. A positive amount is a debit, a negative one a credit.</summary>
public enum LedgerAccount
{
    /// <summary>Asset: money at the broker.</summary>
    Cash,

    /// <summary>Asset: what the open positions cost, per instrument, with their units.</summary>
    Position,

    /// <summary>Expense: commissions.</summary>
    Fees,

    /// <summary>Income: profit of closed units before commissions and taxes; a profit is a credit.</summary>
    RealisedProfit,

    /// <summary>Equity: what the owner paid in; a deposit is a credit.</summary>
    Deposits,

    /// <summary>Expense: taxes on trades.</summary>
    Taxes,

    /// <summary>Income: interest on cash; what credit and borrowed shares cost is a debit.</summary>
    Interest,

    /// <summary>Income: dividends; what a short position owes is a debit.</summary>
    Dividends,
}
