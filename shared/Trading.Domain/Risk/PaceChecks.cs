using static Trading.Domain.Risk.RiskRules;

namespace Trading.Domain.Risk;

/// <summary>How often an account may order. Counted on the clock, also in a replay: the limits guard what leaves the system.</summary>
internal static class PaceChecks
{
    private const int MinuteSeconds = 60;

    public static IReadOnlyList<RiskCheck> All { get; } =
    [
        new("duplicate", Duplicate),
        new("order-rate", context => AtMost(
            "order-rate", context.Limits.MaxOrdersPerMinute, 1 + Within(context, MinuteSeconds).Count(), "The orders of a minute would be", exempt: false)),
    ];

    private static RiskFinding Duplicate(RiskContext context)
    {
        var order = context.Order;
        var seconds = context.Limits.DuplicateWindowSeconds;
        var alike = Within(context, seconds ?? 0)
            .Where(other => other.Instrument == order.Instrument && other.Side == order.Side && other.Size == order.Size).ToList();
        var (limit, value) = (seconds is { } set ? Text(set) : "", alike.Count == 0 ? "" : Text((decimal)(context.At - alike.Max(other => other.At)).TotalSeconds));
        return Allowed(
            "duplicate", alike.Count == 0, limit, value, $"An order of the same instrument, side and size was made {value} seconds ago; {limit} must lie between.");
    }

    private static IEnumerable<RecentOrder> Within(RiskContext context, int seconds) =>
        context.Recent.Where(other => context.At - other.At < TimeSpan.FromSeconds(seconds));
}
