using System.Globalization;
using Trading.Domain.Ledger;
using Trading.Domain.Orders;
using Trading.Domain.Signals;
using Trading.Domain.Values;

namespace Trading.Domain.Exits;

/// <summary>
/// How an account gets out of everything, as a pure function. A position is closed only when every order in its instrument has ended and all that it
/// traded is booked, so that the closing order can't be larger than the position; what it left is closed by another one.
/// </summary>
public static class FlatteningRules
{
    /// <summary>After so many closing orders in a row that traded nothing, nothing more is done about a position.</summary>
    public const int MaxFailures = 3;

    /// <summary>One step on.</summary>
    /// <param name="before">As it was.</param>
    /// <param name="orders">The account's orders that have not ended or are not booked, and each closing order of the legs that was made; read before <paramref name="positions"/>.</param>
    /// <param name="positions">What the account holds.</param>
    /// <param name="at">Now, UTC.</param>
    /// <returns>It as it is now; the closing order of a leg is to be made when there is none under its id.</returns>
    public static Flattening Next(Flattening before, IReadOnlyCollection<Order> orders, IEnumerable<Position> positions, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(orders);
        ArgumentNullException.ThrowIfNull(positions);
        if (before.IsDone)
            return before;
        var open = orders.Where(order => !order.IsSettled).ToList();
        var held = positions.Where(position => position.Units != 0).ToList();
        var legs = before.Legs;
        foreach (var position in held.Where(position => !open.Exists(order => order.Intent.Instrument == position.Instrument)))
        {
            var name = position.Instrument.ToString();
            legs = legs.SetItem(name, Close(before, legs.GetValueOrDefault(name) ?? new FlatteningLeg(position.Instrument), orders, position));
        }

        var after = before with { Legs = legs, Waiting = [.. open.Select(order => order.Id).OrderBy(id => id.Value, StringComparer.Ordinal)] };
        after = after with { Status = StatusOf(after, open, held) };
        return after.IsDone ? after with { EndedAt = at } : after;
    }

    private static FlatteningLeg Close(Flattening flattening, FlatteningLeg leg, IReadOnlyCollection<Order> orders, Position position)
    {
        if (leg.IsStuck)
            return leg;
        if (leg.Closing is { } id)
        {
            // It is stored and has yet to be made.
            if (orders.FirstOrDefault(order => order.Id == id) is not { } last)
                return leg;
            leg = last.Filled.IsZero
                ? leg with { Failures = leg.Failures + 1, Trouble = last.EndReason ?? $"Its closing order is {last.Status.ToString().ToLowerInvariant()}." }
                : leg with { Failures = 0, Trouble = null };
            if (leg.IsStuck)
                return leg;
        }

        var round = leg.Rounds + 1;
        return leg with
        {
            Rounds = round,
            Closing = new OrderId(DeterministicId.Of("closing", flattening.Id, position.Instrument.ToString(), round.ToString(CultureInfo.InvariantCulture))),
            Side = position.Units > 0 ? Side.Sell : Side.Buy,
            Quantity = new Quantity(Math.Abs(position.Units)),
        };
    }

    private static FlatteningStatus StatusOf(Flattening flattening, List<Order> open, List<Position> held)
    {
        if (open.Exists(order => !flattening.Made(order.Id)))
            return FlatteningStatus.Cancelling;
        if (open.Count > 0 || held.Exists(position => flattening.Legs[position.Instrument.ToString()] is { IsStuck: false }))
            return FlatteningStatus.Closing;
        return held.Count == 0 ? FlatteningStatus.Flat : FlatteningStatus.Stuck;
    }
}
