using System.Globalization;
using Trading.Domain.Orders;

namespace Trading.Domain.Risk;

/// <summary>The checks that every order passes before it leaves, whether simulated or live.</summary>
public static class RiskRules
{
    /// <summary>Code of <see cref="KillSwitchCheck"/>.</summary>
    public const string KillSwitchCode = "kill-switch";

    /// <summary>Code of a finding that stands for a check that threw.</summary>
    public const string FailedCode = "check-failed";

    /// <summary>Fraction of a limit from which on a check warns.</summary>
    public const decimal WarnFrom = 0.8m;

    /// <summary>No order leaves while the kill switch is engaged.</summary>
    public static RiskCheck KillSwitchCheck { get; } = new(KillSwitchCode, context => context.KillSwitch.Engaged
        ? new RiskFinding(KillSwitchCode, RiskOutcome.Deny, "released", "engaged", $"The kill switch is engaged: {context.KillSwitch.Reason}")
        : new RiskFinding(KillSwitchCode, RiskOutcome.Pass, "released", "released", ""));

    /// <summary>All checks, in the order they run.</summary>
    public static IReadOnlyList<RiskCheck> All { get; } = [KillSwitchCheck, .. AccountChecks.All, .. MarketChecks.All, .. PaceChecks.All];

    /// <summary>Runs every check, also after one refused, so that the verdict tells all.</summary>
    /// <param name="checks">Usually <see cref="All"/>.</param>
    /// <param name="context">What to judge.</param>
    /// <returns>A verdict; a check that throws counts as a refusal.</returns>
    public static RiskVerdict Judge(IReadOnlyList<RiskCheck> checks, RiskContext context)
    {
        ArgumentNullException.ThrowIfNull(checks);
        ArgumentNullException.ThrowIfNull(context);
        return new RiskVerdict([.. checks.Select(check => Run(check, context))]);
    }

    /// <summary>A finding of a value that may not exceed a limit.</summary>
    /// <param name="code">Code of the check.</param>
    /// <param name="limit">Null passes.</param>
    /// <param name="value">Null, which is not known, is denied.</param>
    /// <param name="what">The sentence before the value.</param>
    /// <param name="exempt">True when the limit does not hold for the order.</param>
    internal static RiskFinding AtMost(string code, decimal? limit, decimal? value, string what, bool exempt)
    {
        var (limitText, valueText) = (limit is { } set ? Text(set) : "", value is { } found ? Text(found) : "unknown");
        var outcome = limit is null || exempt ? RiskOutcome.Pass
            : value is null || value > limit ? RiskOutcome.Deny
            : value >= WarnFrom * limit ? RiskOutcome.Warn
            : RiskOutcome.Pass;
        return new RiskFinding(code, outcome, limitText, valueText, outcome is RiskOutcome.Pass ? "" : $"{what} {valueText}, the limit is {limitText}.");
    }

    /// <summary>A finding that is either fine or not.</summary>
    internal static RiskFinding Allowed(string code, bool allowed, string limit, string value, string message) =>
        new(code, allowed ? RiskOutcome.Pass : RiskOutcome.Deny, limit, value, allowed ? "" : message);

    /// <summary>True when the order only makes a position smaller, which limits on opening let pass.</summary>
    internal static bool IsReducing(RiskContext context) => context.Order.Effect is OrderEffect.Reducing;

    /// <summary>A number as findings show it: at most eight decimals.</summary>
    internal static string Text(decimal value) => decimal.Round(value, 8).ToString(CultureInfo.InvariantCulture);

    private static RiskFinding Run(RiskCheck check, RiskContext context)
    {
        try
        {
            return check.Judge(context);
        }
#pragma warning disable CA1031 // Whatever goes wrong inside a check, the answer is no.
        catch (Exception failure)
        {
            return new RiskFinding(FailedCode, RiskOutcome.Deny, "", "", $"The check {check.Code} failed: {failure.Message}");
        }
#pragma warning restore CA1031
    }
}
