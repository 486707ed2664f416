using System.Globalization;
using static Trading.Domain.Risk.RiskRules;

namespace Trading.Domain.Risk;

/// <summary>
/// Pauses after trades went badly, and after any. They stop openings alone, and count on the market's time, so that a replay and a back-test pause where
/// live trading would.
/// </summary>
internal static class ProtectionChecks
{
    private static readonly RiskFinding NoCooldown = Passed("cooldown");
    private static readonly Dictionary<ProtectionKind, RiskFinding> Unset = Enum.GetValues<ProtectionKind>().ToDictionary(kind => kind, kind => Passed(CodeOf(kind)));

    public static IReadOnlyList<RiskCheck> All { get; } =
    [
        new("cooldown", Cooldown),
        .. Enum.GetValues<ProtectionKind>().Select(kind => new RiskCheck(CodeOf(kind), context => Worst(kind, context))),
    ];

    /// <summary>What one protection says of an order.</summary>
    public static RiskFinding Judge(Protection protection, RiskContext context)
    {
        var trades = Trades(protection, context);
        for (var last = trades.Count - 1; last >= 0 && context.Market.At - trades[last].ClosedAt < Seconds(protection.PauseSeconds); last--)
        {
            // Of trades that were closed at the same time the last tells of all.
            var isLast = last == trades.Count - 1 || trades[last + 1].ClosedAt > trades[last].ClosedAt;
            if (isLast && Measure(protection, trades, last, trades[last].ClosedAt) is { } value && Trips(protection, value))
                return Finding(protection, value, trades[last].ClosedAt, IsReducing(context) ? RiskOutcome.Pass : RiskOutcome.Deny);
        }

        var now = Measure(protection, trades, trades.Count - 1, context.Market.At);
        var isNear = protection.Kind is not ProtectionKind.LowProfit && now >= WarnFrom * Limit(protection) && !IsReducing(context);
        return Finding(protection, now, context.Market.At, isNear ? RiskOutcome.Warn : RiskOutcome.Pass);
    }

    private static string CodeOf(ProtectionKind kind) => kind switch
    {
        ProtectionKind.LosingTrades => "losing-trades",
        ProtectionKind.Drawdown => "drawdown",
        _ => "low-profit",
    };

    private static RiskFinding Worst(ProtectionKind kind, RiskContext context) => context.Limits.Protections.Any(protection => protection.Kind == kind)
        ? context.Limits.Protections
            .Where(protection => protection.Kind == kind)
            .Select(protection => Judge(protection, context))
            .OrderByDescending(finding => finding.Outcome).ThenBy(finding => finding.Limit, StringComparer.Ordinal)
            .First()
        : Unset[kind];

    private static RiskFinding Cooldown(RiskContext context)
    {
        if (context.Limits.CooldownSeconds is not { } seconds)
            return NoCooldown;
        var last = context.Closed.LastOrDefault(trade => trade.Instrument == context.Order.Instrument);
        var ago = last is null ? "" : Text((decimal)(context.Market.At - last.ClosedAt).TotalSeconds);
        return Allowed(
            "cooldown", last is null || context.Market.At - last.ClosedAt >= Seconds(seconds) || IsReducing(context), Text(seconds), ago,
            $"A trade of the same instrument was closed {ago} seconds ago; {Text(seconds)} must lie between.");
    }

    private static IReadOnlyList<ClosedTrade> Trades(Protection protection, RiskContext context) =>
        protection.Kind is ProtectionKind.LowProfit || (protection is { Kind: ProtectionKind.LosingTrades, PerInstrument: true })
            ? [.. context.Closed.Where(trade => trade.Instrument == context.Order.Instrument)]
            : context.Closed;

    /// <summary>What the protection looks at, over the trades up to <paramref name="last"/> that were closed within the lookback before a time.</summary>
    /// <returns>Null when too few were.</returns>
    private static decimal? Measure(Protection protection, IReadOnlyList<ClosedTrade> trades, int last, DateTimeOffset at)
    {
        var first = last + 1;
        while (first > 0 && at - trades[first - 1].ClosedAt < Seconds(protection.LookbackSeconds))
            first--;
        var window = trades.Skip(first).Take(last + 1 - first);
        if (protection.Kind is ProtectionKind.LosingTrades)
            return window.Count(trade => trade.Return < protection.Threshold);
        if (last + 1 - first < protection.Trades)
            return null;
        return protection.Kind is ProtectionKind.LowProfit ? window.Sum(trade => trade.Return) : Fall(window);
    }

    /// <summary>Largest fall from the highest before it, as a fraction of it. What is paid in or out between two trades is neither gain nor fall.</summary>
    private static decimal Fall(IEnumerable<ClosedTrade> trades)
    {
        decimal? highest = null;
        var (capital, deepest) = (0m, 0m);
        foreach (var trade in trades)
        {
            highest ??= capital = (trade.Capital - trade.Profit).Value;
            capital += trade.Profit.Value;
            highest = Math.Max(highest.Value, capital);
            if (highest > 0)
                deepest = Math.Max(deepest, (highest.Value - capital) / highest.Value);
        }

        return deepest;
    }

    private static bool Trips(Protection protection, decimal value) => protection.Kind switch
    {
        ProtectionKind.LosingTrades => value >= protection.Trades,
        ProtectionKind.Drawdown => value > protection.Threshold,
        _ => value < protection.Threshold,
    };

    private static decimal Limit(Protection protection) => protection.Kind is ProtectionKind.LosingTrades ? protection.Trades : protection.Threshold;

    private static RiskFinding Finding(Protection protection, decimal? value, DateTimeOffset at, RiskOutcome outcome)
    {
        var text = value is { } found ? Text(found) : "";
        var what = protection.Kind switch
        {
            ProtectionKind.LosingTrades => $"{text} trades that returned less than {Text(protection.Threshold)} were closed",
            ProtectionKind.Drawdown => $"The account fell by {text} of its highest, {Text(protection.Threshold)} is the limit,",
            _ => $"The trades of the instrument returned {text} together, {Text(protection.Threshold)} is the least,",
        };
        var ends = (at + Seconds(protection.PauseSeconds)).UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        var message = $"{what} within {protection.LookbackSeconds} seconds{(outcome is RiskOutcome.Deny ? $": nothing is opened until {ends}" : "")}.";
        return new RiskFinding(CodeOf(protection.Kind), outcome, Describe(protection), text, outcome is RiskOutcome.Pass ? "" : message);
    }

    // Says which of several protections of one kind spoke.
    private static string Describe(Protection protection)
    {
        var (threshold, trades) = (Text(protection.Threshold), Text(protection.Trades));
        var what = protection.Kind is ProtectionKind.LosingTrades ? $"{trades} trades below {threshold}" : $"{threshold} of {trades} trades or more";
        return $"{what} within {protection.LookbackSeconds} s, pause {protection.PauseSeconds} s{(protection.PerInstrument ? ", per instrument" : "")}";
    }

    private static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);
}
