using Trading.Domain.Exits;

namespace Trading.Application.Exits;

/// <summary>How far a flattening is, as the API shows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Account">Which account.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Reason">Why it was started.</param>
/// <param name="StartedAt">When, UTC.</param>
/// <param name="EndedAt">When it ended, UTC; null before.</param>
/// <param name="WaitingFor">Ids of orders that had not ended, or were not booked, at the last look.</param>
/// <param name="Positions">What it does about each instrument in which it found a position.</param>
public sealed record FlatteningView(
    string Id, string Account, FlatteningStatus Status, string Reason, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, IReadOnlyList<string> WaitingFor,
    IReadOnlyList<FlatteningView.Leg> Positions)
{
    /// <summary>One position.</summary>
    /// <param name="Instrument">Which.</param>
    /// <param name="Orders">Closing orders so far.</param>
    /// <param name="Order">Id of the newest.</param>
    /// <param name="Quantity">Its size in units.</param>
    /// <param name="Stuck">True when no other one is made.</param>
    /// <param name="Trouble">Why the last one that traded nothing did not; null where there is none.</param>
    public sealed record Leg(string Instrument, int Orders, string? Order, decimal Quantity, bool Stuck, string? Trouble);

    /// <summary>Of a flattening.</summary>
    public static FlatteningView Of(Flattening flattening)
    {
        ArgumentNullException.ThrowIfNull(flattening);
        return new FlatteningView(
            flattening.Id, flattening.Account.Value, flattening.Status, flattening.Reason, flattening.StartedAt, flattening.EndedAt,
            [.. (flattening.Waiting ?? []).Select(id => id.Value)],
            [.. flattening.Legs.Values.Select(leg => new Leg(leg.Instrument.ToString(), leg.Rounds, leg.Closing?.Value, leg.Quantity.Value, leg.IsStuck, leg.Trouble))]);
    }
}
