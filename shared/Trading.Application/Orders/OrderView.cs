using Trading.Domain.Matching;
using Trading.Domain.Orders;

namespace Trading.Application.Orders;

/// <summary>An order as the API shows it. Amounts are decimals of the account's currency, times UTC.</summary>
/// <param name="Id">Our id.</param>
/// <param name="Account">Account it trades for.</param>
/// <param name="Market">Code of the market.</param>
/// <param name="Symbol">Ticker.</param>
/// <param name="Side">Direction.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Quantity">Units asked for; null for an order sized in cash.</param>
/// <param name="Cash">Cash to spend; null for an order sized in units.</param>
/// <param name="Filled">Units traded.</param>
/// <param name="AveragePrice">Average price of the fills; null before the first.</param>
/// <param name="Commission">Commission taken.</param>
/// <param name="Tax">Taxes and fees of regulators taken.</param>
/// <param name="EndCode">Code of a denial or rejection.</param>
/// <param name="EndReason">Why it ended without trading all.</param>
/// <param name="Signal">The signal it comes from; null for one that a person made.</param>
/// <param name="Deployment">The deployment it comes from; null where there is none.</param>
/// <param name="CreatedAt">When the intent was made.</param>
/// <param name="UpdatedAt">When its last event became known.</param>
/// <param name="FilledAt">When its last fill traded; for a simulated fill the time of the bar. Null before the first.</param>
/// <param name="IsEscalated">Its fate was open for so long that its account was halted.</param>
/// <param name="IsSettled">Nothing is left to do for it.</param>
public sealed record OrderView(
    string Id,
    string Account,
    string Market,
    string Symbol,
    Side Side,
    OrderStatus Status,
    decimal? Quantity,
    decimal? Cash,
    decimal Filled,
    decimal? AveragePrice,
    decimal Commission,
    decimal Tax,
    string? EndCode,
    string? EndReason,
    string? Signal,
    string? Deployment,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? FilledAt,
    bool IsEscalated,
    bool IsSettled)
{
    /// <summary>When it trades.</summary>
    public OrderKind Kind { get; init; }

    /// <summary>Worst price of a limit and of a stop-limit order.</summary>
    public decimal? LimitPrice { get; init; }

    /// <summary>Price that wakes a stop and a stop-limit order.</summary>
    public decimal? StopPrice { get; init; }

    /// <summary>Distance of a trailing stop, in currency.</summary>
    public decimal? TrailAmount { get; init; }

    /// <summary>Distance of a trailing stop, as a fraction.</summary>
    public decimal? TrailRate { get; init; }

    /// <summary>How long it works.</summary>
    public TimeInForce TimeInForce { get; init; }

    /// <summary>When an order that is good till a date ends, UTC.</summary>
    public DateTimeOffset? GoodTill { get; init; }

    /// <summary>Code of its broker.</summary>
    public string Broker { get; init; } = "";

    /// <summary>The broker's own id of it, once known.</summary>
    public string? BrokerOrderId { get; init; }

    /// <summary>Why it was made, as its maker calls it.</summary>
    public string? Tag { get; init; }

    /// <summary>Orders of one group end each other.</summary>
    public string? Group { get; init; }

    /// <summary>The order whose place it takes; its quantity counts what that one traded, and those before it.</summary>
    public string? Replaces { get; init; }

    /// <summary>The order that takes its place.</summary>
    public string? ReplacedBy { get; init; }

    /// <summary>Exits that are placed as it trades.</summary>
    public ExitPlan? Bracket { get; init; }

    /// <summary>The entry whose fill it protects.</summary>
    public string? Entry { get; init; }

    /// <summary>Of an order.</summary>
    public static OrderView Of(Order order)
    {
        ArgumentNullException.ThrowIfNull(order);
        var intent = order.Intent;
        return new OrderView(
            order.Id.Value,
            intent.Account.Value,
            intent.Instrument.Market.Code,
            intent.Instrument.Symbol,
            intent.Side,
            order.Status,
            order.Ordered?.Value,
            (intent.Size as OrderSize.Cash)?.Amount.Value,
            order.Filled.Value,
            order.AveragePrice?.Value,
            order.Commission.Value,
            order.Tax.Value,
            order.EndCode,
            order.EndReason,
            intent.Signal?.Value,
            intent.Deployment?.Value,
            intent.CreatedAt,
            order.UpdatedAt,
            order.Executions.IsEmpty ? null : order.Executions[^1].At,
            order.IsEscalated,
            order.IsSettled)
        {
            Kind = intent.Instructions.Kind,
            LimitPrice = intent.Instructions.LimitPrice?.Value,
            StopPrice = intent.Instructions.StopPrice?.Value,
            TrailAmount = intent.Instructions.TrailAmount,
            TrailRate = intent.Instructions.TrailRate,
            TimeInForce = intent.Instructions.TimeInForce,
            GoodTill = intent.Instructions.GoodTill,
            Broker = intent.Broker,
            BrokerOrderId = order.BrokerOrderId,
            Tag = intent.Tag,
            Group = intent.Group,
            Bracket = intent.Bracket,
            Entry = intent.Entry?.Value,
            Replaces = intent.Replaces?.Value,
            ReplacedBy = order.ReplacedBy?.Value,
        };
    }
}
