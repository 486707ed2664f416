using Trading.Domain.Exits;
using Trading.Domain.Orders;

namespace Trading.Application.Exits;

/// <summary>A guard as the API shows it. Prices are decimals per unit, times UTC.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Account">Account that holds the position.</param>
/// <param name="Instrument">What is held.</param>
/// <param name="Side">Direction in which the position was entered.</param>
/// <param name="Status">How far it is.</param>
/// <param name="StopLoss">Where the stop-loss stands; null for none.</param>
/// <param name="Target">Where the target stands; null for none.</param>
/// <param name="Trailing">Distance of the trailing stop; null for none.</param>
/// <param name="Best">Best price since it was set.</param>
/// <param name="StopsAt">Where it gets out at a loss now: the nearer of stop-loss and trailing stop; null without either.</param>
/// <param name="SetAt">When it was set.</param>
/// <param name="Seen">Time of the newest bar that it saw.</param>
/// <param name="Reached">What was reached; null while it watches.</param>
/// <param name="ReachedPrice">The price that was reached; null while it watches.</param>
/// <param name="ReachedAt">Time of the bar that reached it; null while it watches.</param>
/// <param name="Exit">The newest order that closes the position; null before the first.</param>
/// <param name="WaitsFor">Code of the risk check that keeps the next exit from leaving; null where none does.</param>
public sealed record GuardView(
    string Id, string Account, string Instrument, Side Side, GuardStatus Status, decimal? StopLoss, decimal? Target, ExitTrail? Trailing, decimal Best, decimal? StopsAt,
    DateTimeOffset SetAt, DateTimeOffset Seen, string? Reached, decimal? ReachedPrice, DateTimeOffset? ReachedAt, string? Exit, string? WaitsFor)
{
    /// <summary>Of a guard.</summary>
    public static GuardView Of(Guard guard)
    {
        ArgumentNullException.ThrowIfNull(guard);
        return new GuardView(
            guard.Id, guard.Account.Value, guard.Instrument.ToString(), guard.Side, guard.Status, guard.StopLoss?.Value, guard.Target?.Value, guard.Plan.Trailing,
            guard.Best.Value, GuardRules.StopOf(guard)?.Price.Value, guard.SetAt, guard.Seen, guard.Reached, guard.ReachedPrice?.Value, guard.ReachedAt, guard.Exit?.Value, guard.WaitsFor);
    }
}
