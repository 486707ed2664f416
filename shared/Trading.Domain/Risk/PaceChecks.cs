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
        new("cooldown", Cooldown),
    ];

    private static RiskFinding Duplicate(RiskContext context)
    {
        var order = context.Order;
        return Apart("duplicate", context, context.Limits.DuplicateWindowSeconds, exempt: false, "An order of the same instrument, side and size was made",
            other => other.Instrument == order.Instrument && other.Side == order.Side && other.Size == order.Size);
    }

    private static RiskFinding Cooldown(RiskContext context) => Apart(
        "cooldown", context, context.Limits.CooldownSeconds, IsReducing(context), "An order of the same instrument was made",
        other => other.Instrument == context.Order.Instrument);

    private static RiskFinding Apart(
        string code, RiskContext context, int? seconds, bool exempt, string what, Func<RecentOrder, bool> isAlike)
    {
        var alike = seconds is { } window ? Within(context, window).Where(isAlike).ToList() : [];
        var (limit, value) = (seconds is { } set ? Text(set) : "", alike.Count == 0 ? "" : Text((decimal)(context.At - alike.Max(other => other.At)).TotalSeconds));
        return Allowed(code, alike.Count == 0 || exempt, limit, value, $"{what} {value} seconds ago; {limit} must lie between.");
    }

    private static IEnumerable<RecentOrder> Within(RiskContext context, int seconds) =>
        context.Recent.Where(other => context.At - other.At < TimeSpan.FromSeconds(seconds));
}
