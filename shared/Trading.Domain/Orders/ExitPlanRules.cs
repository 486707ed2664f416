using System.Globalization;
using Trading.Domain.Markets;
using Trading.Domain.Matching;
using Trading.Domain.Values;

namespace Trading.Domain.Orders;

/// <summary>
/// What an exit plan may ask for, and the prices and orders that it comes to. As the bracket of an entry: every fill of the entry gets exits of its own
/// size, which end each other; so the exits never exceed what the entry traded, however it is filled and wherever it ends.
/// </summary>
public static class ExitPlanRules
{
    /// <summary>Tag of a stop-loss.</summary>
    public const string StopLossTag = "stop-loss";

    /// <summary>Tag of a target.</summary>
    public const string TargetTag = "target";

    /// <summary>Tag of a trailing stop.</summary>
    public const string TrailingTag = "trailing-stop";

    /// <summary>All that is wrong with a plan; empty when nothing is.</summary>
    /// <param name="plan">To check.</param>
    /// <param name="side">Direction in which the position is entered.</param>
    /// <param name="price">Between stop and target: the price that the entry is expected to trade at, or the last one.</param>
    /// <param name="segment">Where it is listed.</param>
    /// <param name="at">Now, UTC.</param>
    /// <param name="path">What stands before the names of the fields, such as <c>bracket.</c>.</param>
    public static IEnumerable<OrderFault> Check(ExitPlan plan, Side side, Price price, Segment segment, DateTimeOffset at, string path)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var ticks = TicksAt(segment, at);
        if (plan.IsEmpty)
            yield return new OrderFault($"{path}stopLoss", "exits-missing", "Nothing is asked for; expected a stopLoss, a target or a trailing.");
        foreach (var fault in plan.StopLoss is { } stop ? Level(path, "stopLoss", "stop-loss", stop, isAbove: side is Side.Sell, price.Value, ticks) : [])
            yield return fault;
        if (plan.Target is { Price: null, Rate: null })
            yield return new OrderFault($"{path}target", "target-missing", "target has neither a price nor a rate; expected one of the two.");
        foreach (var fault in plan.Target is { } target ? Level(path, "target", "target", target, isAbove: side is Side.Buy, price.Value, ticks) : [])
            yield return fault;
        foreach (var fault in plan.Trailing is { } trail ? Trail($"{path}trailing", trail, price.Value) : [])
            yield return fault;
    }

    /// <summary>Where the stop-loss stands; null without one.</summary>
    /// <param name="plan">One that was checked.</param>
    /// <param name="side">Direction in which the position was entered.</param>
    /// <param name="entry">Price that the rate counts from.</param>
    /// <param name="segment">Where it is listed.</param>
    /// <param name="at">Now, UTC.</param>
    /// <returns>On the grid, at least as far from the entry as asked for.</returns>
    public static Price? StopLossOf(ExitPlan plan, Side side, Price entry, Segment segment, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return PriceOf(plan.StopLoss, ExitPlan.DefaultStopLossRate, isAbove: side is Side.Sell, entry, TicksAt(segment, at));
    }

    /// <summary>Where the target stands; null without one. As <see cref="StopLossOf"/>.</summary>
    public static Price? TargetOf(ExitPlan plan, Side side, Price entry, Segment segment, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return PriceOf(plan.Target, byDefault: 0, isAbove: side is Side.Buy, entry, TicksAt(segment, at));
    }

    /// <summary>The exits that an entry's fills call for, in the order of the fills. The same fills always come to the same orders under the same ids.</summary>
    /// <param name="entry">An order; without a bracket it comes to none.</param>
    /// <param name="at">Now, UTC.</param>
    public static IEnumerable<NewOrder> ExitsOf(Order entry, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry.Intent.Bracket is { } bracket
            ? entry.Executions.SelectMany((fill, place) => ExitsOf(entry.Intent, bracket, fill, place + 1, at))
            : [];
    }

    private static IEnumerable<NewOrder> ExitsOf(NewOrder entry, ExitPlan bracket, Execution fill, int number, DateTimeOffset at)
    {
        var segment = entry.Segment ?? SegmentRules.SegmentsOf(entry.Instrument.Market)[0];
        if (StopLossOf(bracket, entry.Side, fill.Price, segment, at) is { } stop)
            yield return Exit(StopLossTag, new OrderInstructions(OrderKind.Stop) { StopPrice = stop });
        if (bracket.Trailing is { } trail)
            yield return Exit(TrailingTag, new OrderInstructions(OrderKind.TrailingStop) { TrailAmount = trail.Amount, TrailRate = trail.Rate });
        if (TargetOf(bracket, entry.Side, fill.Price, segment, at) is { } target)
            yield return Exit(TargetTag, new OrderInstructions(OrderKind.Limit) { LimitPrice = target });

        NewOrder Exit(string tag, OrderInstructions instructions) => new(
            new OrderId($"{entry.Id}-{number}-{tag}"), entry.User, entry.Account, entry.Instrument, entry.Side is Side.Buy ? Side.Sell : Side.Buy,
            new OrderSize.Units(fill.Quantity), OrderEffect.Reducing, fill.Price, Signal: null, Deployment: null, at)
        {
            Instructions = instructions,
            Broker = entry.Broker,
            Segment = entry.Segment,
            Tag = tag,
            Group = $"{entry.Id}-{number}",
            Entry = entry.Id,
        };
    }

    private static Price? PriceOf(ExitLevel? level, decimal byDefault, bool isAbove, Price entry, TickTable ticks)
    {
        if (level is null)
            return null;
        if (level.Price is { } price)
            return new Price(price);
        var away = entry.Value * (1 + (isAbove ? level.Rate ?? byDefault : -(level.Rate ?? byDefault)));
        return new Price(isAbove ? ticks.Up(away) : Math.Max(ticks.Down(away), ticks.TickAt(0)));
    }

    private static IEnumerable<OrderFault> Level(string path, string name, string code, ExitLevel level, bool isAbove, decimal entry, TickTable ticks)
    {
        var field = path + name;
        if (level is { Price: not null, Rate: not null })
            yield return new OrderFault(field, $"{code}-ambiguous", $"{name} has a price and a rate; expected one of the two.");
        if (level.Rate is { } rate && rate is <= 0 or >= 1)
            yield return new OrderFault(field, $"{code}-rate-out-of-range", $"{name}.rate is {Text(level.Rate.Value)}; expected a fraction between 0 and 1.");
        if (level.Price is not { } price)
            yield break;
        if (price is <= 0 or > OrderInstructionRules.MaxPrice)
            yield return new OrderFault(field, $"{code}-out-of-range", $"{name}.price is {Text(price)}; expected more than 0 and at most {Text(OrderInstructionRules.MaxPrice)}.");
        else if (ticks.Down(price) != price)
            yield return new OrderFault(field, $"{code}-off-tick", $"{name}.price is {Text(price)}; expected a multiple of the tick size {Text(ticks.TickAt(price))}, such as {Text(ticks.Down(price))}.");
        else if (isAbove ? price <= entry : price >= entry)
            yield return new OrderFault(field, $"{code}-on-wrong-side", $"{name}.price is {Text(price)}; expected a price {(isAbove ? "above" : "below")} {Text(entry)}.");
    }

    private static IEnumerable<OrderFault> Trail(string field, ExitTrail trail, decimal entry)
    {
        if (trail is { Amount: null, Rate: null } or { Amount: not null, Rate: not null })
            yield return new OrderFault(field, "trailing-missing", "trailing has an amount or a rate; expected one of the two.");
        if (trail.Amount is { } amount && (amount <= 0 || amount >= entry))
            yield return new OrderFault(field, "trailing-amount-out-of-range", $"trailing.amount is {Text(amount)}; expected more than 0 and less than {Text(entry)}.");
        if (trail.Rate is { } rate && rate is <= 0 or >= 1)
            yield return new OrderFault(field, "trailing-rate-out-of-range", $"trailing.rate is {Text(trail.Rate.Value)}; expected a fraction between 0 and 1.");
    }

    private static TickTable TicksAt(Segment segment, DateTimeOffset at) =>
        TickTable.Of(segment, TradingCalendar.For(SegmentRules.MarketOf(segment)).DateOf(at));

    private static string Text(decimal value) => value.ToString("0.############", CultureInfo.InvariantCulture);
}
