using Trading.Domain.Markets;
using Trading.Domain.Orders;
using Trading.Domain.Values;

namespace Trading.Domain.Risk;

/// <summary>What the checks must know of an order; it need not be stored, so that a question "would it pass" asks the same checks.</summary>
/// <param name="Instrument">What to trade.</param>
/// <param name="Side">Direction.</param>
/// <param name="Size">How much.</param>
/// <param name="Effect">What it does to the position.</param>
/// <param name="ReferencePrice">The price that the decision was taken on.</param>
/// <param name="LimitPrice">The price it may trade at; null for a market order.</param>
public sealed record RiskOrder(InstrumentId Instrument, Side Side, OrderSize Size, OrderEffect Effect, Price ReferencePrice, Price? LimitPrice)
{
    /// <summary>Where the instrument is listed; null where only the market is known.</summary>
    public Segment? Segment { get; init; }

    /// <summary>True for an order by which a flattening closes a position.</summary>
    public bool Flattens { get; init; }

    /// <summary>The price that the order names or was decided on.</summary>
    public Price Price => LimitPrice ?? ReferencePrice;

    /// <summary>What it is worth at <see cref="Price"/>, never negative.</summary>
    public Money Value => Size.ValueAt(Price);

    /// <summary>Of a stored intent.</summary>
    public static RiskOrder Of(NewOrder intent)
    {
        ArgumentNullException.ThrowIfNull(intent);
        return new RiskOrder(intent.Instrument, intent.Side, intent.Size, intent.Effect, intent.ReferencePrice, intent.Instructions.LimitPrice) 
        {
            Segment = intent.Segment,
            Flattens = intent.Flattening is not null,
        };
    }
}
