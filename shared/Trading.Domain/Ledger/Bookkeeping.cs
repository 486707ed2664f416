using Trading.Domain.Accounts;
using Trading.Domain.Orders;
using Trading.Domain.Values;

namespace Trading.Domain.Ledger;

/// <summary>Says how each thing that happens is booked.</summary>
public static class Bookkeeping
{
    /// <summary>Kind of <see cref="Deposit"/> entries.</summary>
    public const string DepositKind = "deposit";

    /// <summary>Kind of <see cref="Trade"/> entries.</summary>
    public const string TradeKind = "trade";

    /// <summary>Kind of <see cref="Split"/> entries.</summary>
    public const string SplitKind = "split";

    /// <summary>Id of the entry of a fill.</summary>
    public static string TradeEntryId(ExecutionId execution) => $"execution-{execution}";

    /// <summary>The owner pays in.</summary>
    /// <param name="account">Where.</param>
    /// <param name="amount">Above zero.</param>
    /// <param name="reference">What makes this deposit different from another one of the same account.</param>
    /// <param name="at">When, UTC.</param>
    /// <exception cref="ArgumentOutOfRangeException">Zero or less.</exception>
    public static LedgerEntry Deposit(AccountId account, Money amount, string reference, DateTimeOffset at)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(amount.Value);
        return new LedgerEntry(
            $"deposit-{account}-{reference}",
            DepositKind,
            reference,
            at,
            [new Posting(LedgerAccount.Cash, amount), new Posting(LedgerAccount.Deposits, -amount)]);
    }

    /// <summary>A fill, at average cost: units that reduce the position realise a profit, the others cost what they cost.</summary>
    /// <param name="books">The books before it; they must not hold the fill yet.</param>
    /// <param name="order">The order that traded.</param>
    /// <param name="execution">The fill.</param>
    public static LedgerEntry Trade(AccountBooks books, NewOrder order, Execution execution)
    {
        ArgumentNullException.ThrowIfNull(books);
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(execution);
        var direction = order.Side is Side.Buy ? 1 : -1;
        var units = execution.Quantity.Value;
        var held = books.PositionIn(order.Instrument);
        var closes = Math.Sign(held.Units) == -direction;
        var closedUnits = closes ? Math.Min(Math.Abs(held.Units), units) : 0;

        var notional = execution.Price * execution.Quantity;
        var closed = closedUnits == units ? notional : execution.Price * new Quantity(closedUnits);
        var opened = notional - closed;
        // All units closed take all of the cost with them, so that rounding leaves nothing behind.
        var cost = closedUnits == 0 ? Money.Zero
            : closedUnits == Math.Abs(held.Units) ? held.Cost
            : Money.Rounded(held.Cost.Value * (closedUnits / Math.Abs(held.Units)));

        // The last line is what the others leave over, so the entry balances however the parts were rounded.
        List<Posting> lines =
        [
            new(LedgerAccount.Cash, new Money(-direction * notional.Value) - execution.Commission - execution.Tax),
            new(LedgerAccount.Position, new Money(direction * opened.Value) - cost, order.Instrument, direction * units),
            new(LedgerAccount.Fees, execution.Commission),
        ];
        if (execution.Tax != Money.Zero)
            lines.Add(new Posting(LedgerAccount.Taxes, execution.Tax));
        lines.Add(new Posting(LedgerAccount.RealisedProfit, new Money(-lines.Sum(line => line.Amount.Value))));
        return new LedgerEntry(TradeEntryId(execution.Id), TradeKind, order.Id.Value, execution.At, lines);
    }

    /// <summary>Cash that comes or goes without a trade: a tax, interest, a dividend.</summary>
    /// <param name="id">Names the payment, so that it is booked once.</param>
    /// <param name="against">What it is; the kind of the entry is its name in lower case.</param>
    /// <param name="amount">What cash gains; below zero for what is paid.</param>
    /// <param name="reference">The order or other thing it belongs to; may be empty.</param>
    /// <param name="at">When, UTC.</param>
    public static LedgerEntry Payment(string id, LedgerAccount against, Money amount, string reference, DateTimeOffset at) => new(
        id, against.ToString().ToLowerInvariant(), reference, at, [new Posting(LedgerAccount.Cash, amount), new Posting(against, -amount)]);

    /// <summary>A split: other units at the same cost.</summary>
    /// <param name="id">Names the split, so that it is booked once.</param>
    /// <param name="position">The position before it.</param>
    /// <param name="ratio">New units for each old one, positive; units are rounded half to even to <see cref="Quantity.Decimals"/>.</param>
    /// <param name="at">When, UTC.</param>
    public static LedgerEntry Split(string id, Position position, decimal ratio, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(position);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ratio);
        var added = decimal.Round(position.Units * ratio, Quantity.Decimals, MidpointRounding.ToEven) - position.Units;
        return new LedgerEntry(id, SplitKind, "", at,
            [new Posting(LedgerAccount.Position, Money.Zero, position.Instrument, added), new Posting(LedgerAccount.Cash, Money.Zero)]);
    }
}
