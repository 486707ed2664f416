using static Trading.Domain.Risk.RiskRules;

namespace Trading.Domain.Risk;

/// <summary>How often an account may order. Counted on the clock, also in a replay: the limits guard what leaves the system. A way out of everything is not held up by them.</summary>
internal static class PaceChecks
{
    private const int MinuteSeconds = 60;

    private static readonly RiskFinding NoWindow = Passed("duplicate");
    private static readonly RiskFinding NoRate = Passed("order-rate");

    public static IReadOnlyList<RiskCheck> All { get; } =
    [
        new("duplicate", Duplicate),
        new("order-rate", Rate),
    ];

    private static RiskFinding Duplicate(RiskContext context)
    {
        if (context.Limits.DuplicateWindowSeconds is not { } seconds || context.Order.Flattens)
            return NoWindow;
        var order = context.Order;
        var alike = Within(context, seconds).Where(other => other.Instrument == order.Instrument && other.Side == order.Side && other.Size == order.Size).ToList();
        var value = alike.Count == 0 ? "" : Text((decimal)(context.At - alike.Max(other => other.At)).TotalSeconds);
        return Allowed(
            "duplicate", alike.Count == 0, Text(seconds), value,
            $"An order of the same instrument, side and size was made {value} seconds ago; {Text(seconds)} must lie between.");
    }

    private static RiskFinding Rate(RiskContext context) => context.Limits.MaxOrdersPerMinute is { } most
        ? AtMost("order-rate", most, 1 + Within(context, MinuteSeconds).Count(), "The orders of a minute would be", exempt: context.Order.Flattens)
        : NoRate;

    private static IEnumerable<RecentOrder> Within(RiskContext context, int seconds) =>
        context.Recent.Where(other => context.At - other.At < TimeSpan.FromSeconds(seconds));
}
