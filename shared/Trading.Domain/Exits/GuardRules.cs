using Trading.Domain.Matching;
using Trading.Domain.Orders;
using Trading.Domain.Values;

namespace Trading.Domain.Exits;

/// <summary>
/// What a guard does, as pure functions: of a bar it sees it moves its trailing stop, or finds that a price was reached; then it closes the position,
/// with an order that can't be larger than it, because it is made when every other order in the instrument has ended and is booked.
/// </summary>
public static class GuardRules
{
    /// <summary>Exits after which nothing more is tried.</summary>
    public const int MaxAttempts = 5;

    /// <summary>A guard that begins to watch.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="position">Whose, where and what.</param>
    /// <param name="side">Direction in which the position was entered.</param>
    /// <param name="plan">One that was checked.</param>
    /// <param name="entry">Price that rates count from: the position's average cost.</param>
    /// <param name="last">Price from which on a trailing stop follows.</param>
    /// <param name="seen">Time of the newest bar that it need not see, UTC.</param>
    /// <param name="at">Now, UTC.</param>
    public static Guard Set(string id, GuardedPosition position, Side side, ExitPlan plan, Price entry, Price last, DateTimeOffset seen, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(position);
        return new Guard(id, position.User, position.Account, position.Instrument, position.Segment, side, plan, at)
        {
            StopLoss = ExitPlanRules.StopLossOf(plan, side, entry, position.Segment, at),
            Target = ExitPlanRules.TargetOf(plan, side, entry, position.Segment, at),
            Best = last,
            Seen = seen,
        };
    }

    /// <summary>Where it gets out at a loss: at its stop-loss or its trailing stop, whichever is nearer to the price; null for a guard without either.</summary>
    public static (Price Price, string Tag)? StopOf(Guard guard)
    {
        ArgumentNullException.ThrowIfNull(guard);
        var isLong = guard.Side is Side.Buy;
        var fixedAt = guard.StopLoss?.Value;
        decimal? trailed = guard.Plan.Trailing is { } trail
            ? guard.Best.Value + ((trail.Amount ?? (Math.Abs(guard.Best.Value) * trail.Rate!.Value)) * (isLong ? -1 : 1))
            : null;
        if (trailed is { } follows && !(fixedAt is { } stays && (isLong ? stays >= follows : stays <= follows)))
            return (new Price(follows), ExitPlanRules.TrailingTag);
        return fixedAt is { } at ? (new Price(at), ExitPlanRules.StopLossTag) : null;
    }

    /// <summary>
    /// Sees a bar. As in a back-test the open comes first, then the stop, then the target; a trailing stop follows the bar's best price only afterwards.
    /// </summary>
    /// <param name="guard">As it was. One that does not watch, or has seen the bar, stays as it is.</param>
    /// <param name="bar">Prices of a closed bar.</param>
    /// <param name="time">Its time, UTC.</param>
    public static Guard See(Guard guard, BarPrices<decimal> bar, DateTimeOffset time)
    {
        ArgumentNullException.ThrowIfNull(guard);
        if (guard.Status is not GuardStatus.Watching || time <= guard.Seen)
            return guard;
        var isLong = guard.Side is Side.Buy;
        var (worst, best) = isLong ? (bar.Low, bar.High) : (bar.High, bar.Low);
        var stop = StopOf(guard);
        if (stop is { } first && IsAtOrBeyond(bar.Open, first.Price, isDown: isLong))
            return Reach(first.Tag, bar.Open);
        if (guard.Target is { } early && IsAtOrBeyond(bar.Open, early, isDown: !isLong))
            return Reach(ExitPlanRules.TargetTag, bar.Open);
        if (stop is { } then && IsAtOrBeyond(worst, then.Price, isDown: isLong))
            return Reach(then.Tag, then.Price.Value);
        if (guard.Target is { } target && IsAtOrBeyond(best, target, isDown: !isLong))
            return Reach(ExitPlanRules.TargetTag, target.Value);
        return guard with { Seen = time, Best = new Price(isLong ? Math.Max(guard.Best.Value, best) : Math.Min(guard.Best.Value, best)) };

        Guard Reach(string tag, decimal price) => guard with
        {
            Seen = time, Status = GuardStatus.Exiting, Reached = tag, ReachedPrice = new Price(price), ReachedAt = time,
        };
    }

    /// <summary>Goes on with what is to be done about the position.</summary>
    /// <param name="guard">As it was.</param>
    /// <param name="isClear">True when no order in the instrument is open or unbooked. Found out before <paramref name="units"/> were read.</param>
    /// <param name="isMade">True when the order of <see cref="Guard.Exit"/> was made.</param>
    /// <param name="units">Units held, below zero for a short position.</param>
    /// <returns>As it is now; when it has an exit that was not made, that is to be made.</returns>
    public static Guard Next(Guard guard, bool isClear, bool isMade, decimal units)
    {
        ArgumentNullException.ThrowIfNull(guard);
        if (guard.IsDone || (guard.Status is GuardStatus.Exiting && (!isClear || (guard.Exit is not null && !isMade))))
            return guard;
        // What is left of a position, or another one in the other direction, is none of its own.
        if (units * (guard.Side is Side.Buy ? 1 : -1) <= 0)
            return guard with { Status = GuardStatus.Ended };
        if (guard.Status is GuardStatus.Watching)
            return guard;
        if (guard.Attempts == MaxAttempts)
            return guard with { Status = GuardStatus.Stuck };
        return guard with
        {
            Attempts = guard.Attempts + 1, Exit = new OrderId($"{guard.Id}-{guard.Attempts + 1}"), ExitSize = new Quantity(Math.Abs(units)),
        };
    }

    private static bool IsAtOrBeyond(decimal price, Price level, bool isDown) => isDown ? price <= level.Value : price >= level.Value;
}
