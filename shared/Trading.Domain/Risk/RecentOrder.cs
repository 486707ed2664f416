using Trading.Domain.Markets;
using Trading.Domain.Orders;

namespace Trading.Domain.Risk;

/// <summary>An order that the account made before.</summary>
/// <param name="Instrument">What it trades.</param>
/// <param name="Side">Direction.</param>
/// <param name="Size">How much.</param>
/// <param name="At">When it was made, UTC.</param>
public sealed record RecentOrder(InstrumentId Instrument, Side Side, OrderSize Size, DateTimeOffset At)
{
    /// <summary>Of a stored intent.</summary>
    public static RecentOrder Of(NewOrder intent)
    {
        ArgumentNullException.ThrowIfNull(intent);
        return new RecentOrder(intent.Instrument, intent.Side, intent.Size, intent.CreatedAt);
    }
}
