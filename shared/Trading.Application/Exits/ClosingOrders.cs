using Trading.Application.Accounts;
using Trading.Application.MarketData;
using Trading.Application.Orders;
using Trading.Application.Telemetry;
using Trading.Domain.Exits;
using Trading.Domain.Markets;
using Trading.Domain.Matching;
using Trading.Domain.Orders;

namespace Trading.Application.Exits;

/// <summary>Makes the orders by which a flattening closes positions: market orders that stay until they are filled.</summary>
public sealed class ClosingOrders(IOrderRepository orders, IAccountRepository accounts, LatestPrices prices, Brokers brokers, TimeProvider clock)
{
    /// <summary>The tag of an order that closes a position.</summary>
    public const string Tag = "flatten";

    /// <summary>Makes the closing order of a leg unless it is made, and sees that it is carried on.</summary>
    public async Task MakeAsync(Flattening flattening, FlatteningLeg leg, IOrderWorkflows workflows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(flattening);
        ArgumentNullException.ThrowIfNull(leg);
        ArgumentNullException.ThrowIfNull(workflows);
        var broker = (await accounts.FindAsync(flattening.User, flattening.Account, cancellationToken))?.Broker ?? NewOrder.Simulator;
        var taken = brokers.Of(broker).Capabilities.TimesInForce;
        var last = await prices.FindAsync(leg.Instrument, cancellationToken);
        var intent = new NewOrder(
            leg.Closing!.Value, flattening.User, flattening.Account, leg.Instrument, leg.Side, new OrderSize.Units(leg.Quantity), OrderEffect.Reducing,
            last?.Price ?? default, Signal: null, Deployment: null, clock.GetUtcNow())
        {
            Instructions = new OrderInstructions(OrderKind.Market)
            {
                TimeInForce = taken.Contains(TimeInForce.GoodTillCancelled) ? TimeInForce.GoodTillCancelled : TimeInForce.Day,
            },
            Broker = broker,
            Segment = await SegmentAsync(flattening, leg.Instrument, cancellationToken),
            Tag = Tag,
            Flattening = flattening.Id,
        };
        var stored = await orders.CreateAsync(intent, cancellationToken);
        OrderTelemetry.Created.Add(1, new KeyValuePair<string, object?>("side", intent.Side.ToString()));
        if (!stored.Order.IsSettled)
            await workflows.EnsureRunningAsync(OrderReference.Of(OrderKey.Of(stored.Order.Intent)), cancellationToken);
    }

    /// <summary>Where the instrument is listed, as an earlier order of the account says; null where none does.</summary>
    private async Task<Segment?> SegmentAsync(Flattening flattening, InstrumentId instrument, CancellationToken cancellationToken)
    {
        if (SegmentRules.SegmentsOf(instrument.Market) is [var only])
            return only;
        await foreach (var order in orders.ListAsync(flattening.User, flattening.Account, cancellationToken))
        {
            if (order.Intent is { Segment: { } segment } && order.Intent.Instrument == instrument)
                return segment;
        }

        return null;
    }
}
