using Trading.Domain.Markets;
using Trading.Domain.Orders;
using Trading.Domain.Values;

namespace Trading.Domain.Exits;

/// <summary>What a flattening does about one instrument. Immutable.</summary>
/// <param name="Instrument">Which.</param>
public sealed record FlatteningLeg(InstrumentId Instrument)
{
    /// <summary>Closing orders so far.</summary>
    public int Rounds { get; init; }

    /// <summary>The newest closing order; null before the first. It is stored here before it is made.</summary>
    public OrderId? Closing { get; init; }

    /// <summary>Direction of the newest closing order.</summary>
    public Side Side { get; init; }

    /// <summary>Size of the newest closing order: the position as it was when everything else in the instrument had ended and was booked.</summary>
    public Quantity Quantity { get; init; }

    /// <summary>Closing orders in a row that traded nothing.</summary>
    public int Failures { get; init; }

    /// <summary>Why the last closing order that traded nothing did not; null where there is none.</summary>
    public string? Trouble { get; init; }

    /// <summary>True when no other closing order is made.</summary>
    public bool IsStuck => Failures >= FlatteningRules.MaxFailures;
}
