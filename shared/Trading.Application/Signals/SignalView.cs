using Trading.Domain.Orders;
using Trading.Domain.Signals;

namespace Trading.Application.Signals;

/// <summary>A signal as the API shows it, and what became of it. Amounts are decimals of the market's currency, times UTC.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">What it says.</param>
/// <param name="Account">The account that it is for.</param>
/// <param name="Deployment">The strategy at work that raised it; null for one that was asked for.</param>
/// <param name="Market">Code of the market.</param>
/// <param name="Symbol">Ticker.</param>
/// <param name="Side">Direction; null where it says to hold.</param>
/// <param name="Price">Close of the bar at which it was known.</param>
/// <param name="BarTime">Time of that bar.</param>
/// <param name="RaisedAt">When it was raised.</param>
/// <param name="Reason">Why; null for one from before reasons were kept.</param>
/// <param name="Tag">What its order is tagged with; null where it says to hold.</param>
/// <param name="Order">Id of the one order that it may lead to; null where it says to hold.</param>
/// <param name="Processed">Its order was made, or there is none to make.</param>
/// <param name="OrderStatus">Where its order stands; null before it was made.</param>
/// <param name="EndCode">Code of the check that denied its order, or of the broker's refusal; null otherwise.</param>
/// <param name="EndReason">Why its order ended without trading all; null otherwise.</param>
public sealed record SignalView(
    string Id,
    SignalKind Kind,
    string Account,
    string? Deployment,
    string Market,
    string Symbol,
    Side? Side,
    decimal Price,
    DateTimeOffset BarTime,
    DateTimeOffset RaisedAt,
    string? Reason,
    string? Tag,
    string? Order,
    bool Processed,
    OrderStatus? OrderStatus,
    string? EndCode,
    string? EndReason)
{
    /// <summary>Units asked for; null where the size is another one, or the deployment's.</summary>
    public decimal? Quantity { get; init; }

    /// <summary>Cash to spend; null where the size is another one, or the deployment's.</summary>
    public decimal? Cash { get; init; }

    /// <summary>Fraction of the cash to spend; null where the size is another one, or the deployment's.</summary>
    public decimal? CashShare { get; init; }

    /// <summary>Worst price; null for a market order.</summary>
    public decimal? LimitPrice { get; init; }

    /// <summary>How sure whoever asked was, 0 to 1; null where that was not said.</summary>
    public double? Confidence { get; init; }

    /// <summary>Figures behind the reason by name.</summary>
    public IReadOnlyDictionary<string, double>? Evidence { get; init; }

    /// <summary>Of a signal and its order; null where there is none yet.</summary>
    public static SignalView Of(Signal signal, Order? order)
    {
        ArgumentNullException.ThrowIfNull(signal);
        return new SignalView(
            signal.Id.Value, signal.Kind, signal.Account.Value, signal.Deployment?.Value, signal.Instrument.Market.Code, signal.Instrument.Symbol, signal.LeadsToOrder ? signal.Side : null,
            signal.Close.Value, signal.BarTime, signal.RaisedAt, signal.Reason, signal.LeadsToOrder ? signal.Tag : null,
            signal.LeadsToOrder ? signal.OrderId.Value : null, order is not null || !signal.LeadsToOrder, order?.Status, order?.EndCode, order?.EndReason)
        {
            Quantity = signal.Request?.Quantity,
            Cash = signal.Request?.Cash,
            CashShare = signal.Request?.CashShare,
            LimitPrice = signal.Request?.LimitPrice,
            Confidence = signal.Request?.Confidence,
            Evidence = signal.Request?.Evidence,
        };
    }
}
