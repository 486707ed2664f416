using Trading.Domain.Markets;
using static Trading.Domain.Risk.RiskRules;

namespace Trading.Domain.Risk;

/// <summary>What the market lets an order do, and when. A market order names no price, so the grid and the day's limits are not asked of it.</summary>
internal static class MarketChecks
{
    public static IReadOnlyList<RiskCheck> All { get; } =
    [
        new("restricted", Restricted),
        new("regular-hours", RegularHours),
        new("price-collar", context => AtMost(
            "price-collar", context.Limits.PriceCollar, Distance(context), "The price's distance from the last one is", IsReducing(context))),
        new("tick-size", TickSize),
        new("price-limits", Limits),
    ];

    private static readonly RiskFinding AnyHours = Passed("regular-hours");
    private static readonly RiskFinding NoTick = Passed("tick-size");
    private static readonly RiskFinding NoLimits = Passed("price-limits");

    private static RiskFinding Restricted(RiskContext context)
    {
        var instrument = context.Order.Instrument.ToString();
        return context.Limits.Restricted.Contains(context.Order.Instrument) && !IsReducing(context)
            ? Allowed("restricted", false, "not restricted", instrument, $"{instrument} is restricted: nothing may be opened in it.")
            : Allowed("restricted", true, "not restricted", instrument, "");
    }

    private static RiskFinding RegularHours(RiskContext context)
    {
        if (!context.Limits.RegularHoursOnly)
            return AnyHours;
        var calendar = TradingCalendar.For(context.Order.Instrument.Market);
        var session = calendar.SessionOn(calendar.DateOf(context.Market.At));
        var open = session is { } hours && context.Market.At >= hours.OpensAt && context.Market.At < hours.ClosesAt;
        return Allowed("regular-hours", open, "regular hours", TimeOf(context), $"{calendar.Market} is not open for regular trading at {TimeOf(context)}.");
    }

    private static decimal? Distance(RiskContext context) => context.Market.Last.Value == 0
        ? null
        : Math.Abs(context.Order.Price.Value - context.Market.Last.Value) / Math.Abs(context.Market.Last.Value);

    private static RiskFinding TickSize(RiskContext context)
    {
        if (context is not { Order.LimitPrice: { } price, Market.Segment: { } segment })
            return NoTick;
        var ticks = TickTable.Of(segment, DateOf(context));
        var tick = Text(ticks.TickAt(price.Value));
        return Allowed("tick-size", ticks.Down(price.Value) == price.Value, tick, Text(price.Value), $"The price {Text(price.Value)} is no multiple of the tick {tick}.");
    }

    private static RiskFinding Limits(RiskContext context)
    {
        if (context is not { Order.LimitPrice: { } price, Market.Segment: { } segment } || PriceLimits.FractionOf(segment, DateOf(context)) is null)
            return NoLimits;
        if (context.Market.PreviousClose is not { } close || PriceLimits.Of(segment, DateOf(context), close.Value) is not { } limits)
            return Allowed("price-limits", false, "unknown", Text(price.Value), "The close before is not known, nor are the day's price limits.");
        var range = $"{Text(limits.Lower)} to {Text(limits.Upper)}";
        return Allowed(
            "price-limits", price.Value >= limits.Lower && price.Value <= limits.Upper, range, Text(price.Value),
            $"The price {Text(price.Value)} lies outside the day's limits, {range}.");
    }

    private static DateOnly DateOf(RiskContext context) => TradingCalendar.For(context.Order.Instrument.Market).DateOf(context.Market.At);

    private static string TimeOf(RiskContext context) => context.Market.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
}
