using Trading.Domain.Accounts;
using Trading.Domain.Orders;
using Trading.Domain.Values;

namespace Trading.Domain.Ledger;

/// <summary>Says how each thing that happens is booked.</summary>
public static class Bookkeeping
{
    /// <summary>Kind of <see cref="Opening"/> entries.</summary>
    public const string OpeningKind = "opening";

    /// <summary>Kind of <see cref="Deposit"/> entries.</summary>
    public const string DepositKind = "deposit";

    /// <summary>Kind of <see cref="Withdrawal"/> entries.</summary>
    public const string WithdrawalKind = "withdrawal";

    /// <summary>Kind of <see cref="Trade"/> entries.</summary>
    public const string TradeKind = "trade";

    /// <summary>Kind of <see cref="Split"/> entries.</summary>
    public const string SplitKind = "split";

    /// <summary>Kind of <see cref="Conversion"/> entries.</summary>
    public const string ConversionKind = "conversion";

    private const int MostTradeLines = 5;

    /// <summary>Id of the entry of a fill.</summary>
    public static string TradeEntryId(ExecutionId execution) => $"execution-{execution}";

    /// <summary>Books are opened with nothing in them, so that they are there before the first deposit.</summary>
    /// <param name="account">Where.</param>
    /// <param name="at">When, UTC.</param>
    public static LedgerEntry Opening(AccountId account, DateTimeOffset at) => new(
        $"opening-{account}", OpeningKind, "", at, [new Posting(LedgerAccount.Cash, Money.Zero), new Posting(LedgerAccount.Deposits, Money.Zero)]);

    /// <summary>Id of the entry of a deposit or a withdrawal.</summary>
    /// <param name="kind">Kind of the entry.</param>
    /// <param name="account">Where.</param>
    /// <param name="reference">What makes it different from another one of the same account and kind.</param>
    public static string CashEntryId(string kind, AccountId account, string reference) => $"{kind}-{account}-{reference}";

    /// <summary>The owner pays in.</summary>
    /// <param name="account">Where.</param>
    /// <param name="amount">Above zero.</param>
    /// <param name="reference">What makes this deposit different from another one of the same account.</param>
    /// <param name="at">When, UTC.</param>
    /// <param name="currency">ISO 4217 code; null for the account's own currency.</param>
    /// <exception cref="ArgumentOutOfRangeException">Zero or less.</exception>
    public static LedgerEntry Deposit(AccountId account, Money amount, string reference, DateTimeOffset at, string? currency = null) =>
        PutIn(account, DepositKind, amount, 1, reference, at, currency);

    /// <summary>The owner takes out.</summary>
    /// <param name="account">Where.</param>
    /// <param name="amount">Above zero.</param>
    /// <param name="reference">What makes this withdrawal different from another one of the same account.</param>
    /// <param name="at">When, UTC.</param>
    /// <param name="currency">ISO 4217 code; null for the account's own currency.</param>
    /// <exception cref="ArgumentOutOfRangeException">Zero or less.</exception>
    public static LedgerEntry Withdrawal(AccountId account, Money amount, string reference, DateTimeOffset at, string? currency = null) =>
        PutIn(account, WithdrawalKind, amount, -1, reference, at, currency);

    /// <summary>A fill in the currency of its market, at average cost: units that reduce the position realise a profit, the others cost what they cost.</summary>
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
        var currency = books.OnLines(order.Instrument.Market.Currency);
        var lines = new List<Posting>(MostTradeLines)
        {
            new(LedgerAccount.Cash, new Money(-direction * notional.Value) - execution.Commission - execution.Tax, Currency: currency),
            new(LedgerAccount.Position, new Money(direction * opened.Value) - CostOf(held, closedUnits), order.Instrument, direction * units, currency),
            new(LedgerAccount.Fees, execution.Commission, Currency: currency),
        };
        if (execution.Tax != Money.Zero)
            lines.Add(new Posting(LedgerAccount.Taxes, execution.Tax, Currency: currency));
        lines.Add(Remainder(LedgerAccount.RealisedProfit, lines, currency));
        return new LedgerEntry(TradeEntryId(execution.Id), TradeKind, order.Id.Value, execution.At, lines);
    }

    /// <summary>Cash that comes or goes without a trade: a fee, a tax, interest, a dividend.</summary>
    /// <param name="id">Names the payment, so that it is booked once.</param>
    /// <param name="against">What it is; the kind of the entry is its name in lower case.</param>
    /// <param name="amount">What cash gains before <paramref name="tax"/>; below zero for what is paid.</param>
    /// <param name="reference">The order or other thing it belongs to; may be empty.</param>
    /// <param name="at">When, UTC.</param>
    /// <param name="currency">ISO 4217 code; null for the account's own currency.</param>
    /// <param name="tax">Withheld from it, zero or more; a line of its own.</param>
    public static LedgerEntry Payment(
        string id, LedgerAccount against, Money amount, string reference, DateTimeOffset at, string? currency = null, Money tax = default)
    {
        List<Posting> lines = [new(LedgerAccount.Cash, amount - tax, Currency: currency)];
        if (tax != Money.Zero)
            lines.Add(new Posting(LedgerAccount.Taxes, tax, Currency: currency));
        lines.Add(Remainder(against, lines, currency));
        return new LedgerEntry(id, against.ToString().ToLowerInvariant(), reference, at, lines);
    }

    /// <summary>One currency is given for another, each side against the exchange account.</summary>
    /// <param name="id">Names the conversion, so that it is booked once.</param>
    /// <param name="given">What is given, above zero, and its ISO 4217 code; null for the account's own currency.</param>
    /// <param name="got">What is got for it, above zero, and its code.</param>
    /// <param name="reference">The thing it belongs to; may be empty.</param>
    /// <param name="at">When, UTC.</param>
    /// <exception cref="ArgumentException">An amount is zero or less, or both currencies are the same.</exception>
    public static LedgerEntry Conversion(
        string id, (Money Amount, string? Currency) given, (Money Amount, string? Currency) got, string reference, DateTimeOffset at)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(given.Amount.Value, nameof(given));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(got.Amount.Value, nameof(got));
        if (given.Currency == got.Currency)
            throw new ArgumentException("A conversion has two currencies.", nameof(got));
        return new LedgerEntry(id, ConversionKind, reference, at,
        [
            new Posting(LedgerAccount.Cash, -given.Amount, Currency: given.Currency),
            new Posting(LedgerAccount.Exchange, given.Amount, Currency: given.Currency),
            new Posting(LedgerAccount.Cash, got.Amount, Currency: got.Currency),
            new Posting(LedgerAccount.Exchange, -got.Amount, Currency: got.Currency),
        ]);
    }

    /// <summary>A split: other units at the same cost. Where cash is paid in lieu of a fraction, the fraction is sold in the same entry.</summary>
    /// <param name="id">Names the split, so that it is booked once.</param>
    /// <param name="position">The position before it.</param>
    /// <param name="ratio">New units for each old one, positive; units are rounded half to even to <see cref="Quantity.Decimals"/>.</param>
    /// <param name="at">When, UTC.</param>
    /// <param name="inLieu">What is paid for a new unit of the fraction that is left, above or at zero; null where fractions are kept.</param>
    /// <param name="currency">ISO 4217 code of the position; null for the account's own currency.</param>
    public static LedgerEntry Split(
        string id, Position position, decimal ratio, DateTimeOffset at, Price? inLieu = null, string? currency = null)
    {
        ArgumentNullException.ThrowIfNull(position);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ratio);
        var split = position with { Units = decimal.Round(position.Units * ratio, Quantity.Decimals, MidpointRounding.ToEven) };
        List<Posting> lines = [new(LedgerAccount.Position, Money.Zero, position.Instrument, split.Units - position.Units, currency)];
        var fraction = split.Units - decimal.Truncate(split.Units);
        if (inLieu is { } price && fraction != 0)
        {
            lines.Add(new Posting(LedgerAccount.Position, -CostOf(split, Math.Abs(fraction)), position.Instrument, -fraction, currency));
            lines.Add(new Posting(LedgerAccount.Cash, Money.Rounded(fraction * price.Value), Currency: currency));
            lines.Add(Remainder(LedgerAccount.RealisedProfit, lines, currency));
        }
        else
            lines.Add(new Posting(LedgerAccount.Cash, Money.Zero, Currency: currency));

        return new LedgerEntry(id, SplitKind, "", at, lines);
    }

    private static LedgerEntry PutIn(
        AccountId account, string kind, Money amount, int direction, string reference, DateTimeOffset at, string? currency)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(amount.Value);
        var gained = new Money(direction * amount.Value);
        return new LedgerEntry(
            CashEntryId(kind, account, reference),
            kind,
            reference,
            at,
            [new Posting(LedgerAccount.Cash, gained, Currency: currency), new Posting(LedgerAccount.Deposits, -gained, Currency: currency)]);
    }

    /// <summary>Cost of some of a position's units; all of them take all of it, so that rounding leaves nothing behind.</summary>
    private static Money CostOf(Position held, decimal units) =>
        units == 0 ? Money.Zero : units == Math.Abs(held.Units) ? held.Cost : Money.Rounded(held.Cost.Value * (units / Math.Abs(held.Units)));

    /// <summary>What the other lines leave over, so that the entry balances however the parts were rounded.</summary>
    private static Posting Remainder(LedgerAccount account, List<Posting> lines, string? currency)
    {
        var sum = 0m;
        foreach (var line in lines)
            sum += line.Amount.Value;
        return new Posting(account, new Money(-sum), Currency: currency);
    }
}
