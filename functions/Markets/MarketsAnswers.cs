using System.Text.Json;
using Trading.Domain.Markets;

namespace Trading.Functions.Markets;

/// <summary>Rules of markets are settings, not money of the books: numbers.</summary>
internal sealed record TickAnswer(double From, double Tick);

internal sealed record FeesAnswer(double TransactionRate, double ActivityPerUnit, double ActivityMaximum)
{
    public static FeesAnswer? Of(RegulatoryFees fees) => fees == default
        ? null
        : new FeesAnswer((double)fees.TransactionRate, (double)fees.ActivityPerUnit, (double)fees.ActivityMaximum);
}

internal sealed record SegmentAnswer(
    Segment Segment, double Lot, IEnumerable<TickAnswer> Ticks, double? DailyLimit, double SaleTaxRate, FeesAnswer? Fees)
{
    public static SegmentAnswer Of(SegmentRules rules) => new(
        rules.Segment, (double)rules.Lot, rules.Ticks.Bands.Select(band => new TickAnswer((double)band.From, (double)band.Tick)), (double?)rules.DailyLimit,
        (double)rules.SaleTaxRate, FeesAnswer.Of(rules.Fees));
}

internal sealed record CommissionAnswer(string Preset, double Rate, double PerUnit, double Minimum, double? Maximum)
{
    public static CommissionAnswer Of(CommissionPlan plan)
    {
        var (rate, perUnit, minimum, maximum) = CommissionPlans.Of(plan);
        return new CommissionAnswer(JsonNamingPolicy.CamelCase.ConvertName(plan.ToString()), (double)rate, (double)perUnit, (double)minimum, (double?)maximum);
    }
}

internal sealed record MarketAnswer(
    string Code, string Currency, string TimeZone, DateOnly CalendarFrom, DateOnly CalendarTo, IEnumerable<SegmentAnswer> Segments,
    IEnumerable<CommissionAnswer> Commissions)
{
    public static MarketAnswer Of(Market market, DateOnly date)
    {
        var calendar = TradingCalendar.For(market);
        return new MarketAnswer(
            market.Code, market.Currency, calendar.TimeZone.Id, calendar.First, calendar.Last,
            SegmentRules.SegmentsOf(market).Select(segment => SegmentAnswer.Of(SegmentRules.Of(segment, date))),
            Enum.GetValues<CommissionPlan>().Where(plan => CommissionPlans.MarketOf(plan) == market).Select(CommissionAnswer.Of));
    }
}

internal sealed record SessionAnswer(DateOnly Date, DateTime OpensAt, DateTime ClosesAt, bool Regular)
{
    public static SessionAnswer Of(TradingSession session) => new(session.Date, session.OpensAt.UtcDateTime, session.ClosesAt.UtcDateTime, session.IsRegular);
}
