using System.Globalization;
using System.Runtime.CompilerServices;
using Trading.Domain.Orders;

namespace Trading.Domain.Risk;

/// <summary>The checks that every order passes before it leaves, whether simulated or live.</summary>
public static class RiskRules
{
    /// <summary>Code of <see cref="OfKillSwitch"/>.</summary>
    public const string KillSwitchCode = "kill-switch";

    /// <summary>Code of a finding that stands for a check that threw.</summary>
    public const string FailedCode = "check-failed";

    /// <summary>Fraction of a limit from which on a check warns.</summary>
    public const decimal WarnFrom = 0.8m;

    /// <summary>Code of <see cref="OfHalt"/>.</summary>
    public const string AccountHaltCode = "account-halted";

    /// <summary>Code of <see cref="OfTradingState"/>.</summary>
    public const string TradingStateCode = "trading-state";

    /// <summary>Code of <see cref="OfFlattening"/>.</summary>
    public const string FlatteningCode = "account-flattening";

    // What most orders find, made once.
    private static readonly RiskFinding Released = Passed(KillSwitchCode, "released", "released");
    private static readonly RiskFinding Active = Passed(AccountHaltCode, "active", "active");

    // Whole numbers below this are written faster as such: every order is judged by a dozen of them.
    private const decimal MostDigits = 1_000_000_000_000_000_000m;

    /// <summary>All checks, in the order they run.</summary>
    public static IReadOnlyList<RiskCheck> All { get; } =
    [
        new(KillSwitchCode, context => OfKillSwitch(context.KillSwitch, context.Order.Flattens)),
        new(AccountHaltCode, context => OfHalt(context.Halt, context.Order.Effect)),
        new(FlatteningCode, context => OfFlattening(context.IsFlattening, context.Order.Flattens)),
        new(TradingStateCode, context => OfTradingState(context.Limits.TradingState, context.Order.Effect)),
        .. AccountChecks.All, .. MarketChecks.All, .. PaceChecks.All, .. ProtectionChecks.All,
    ];

    /// <summary>
    /// No order leaves while the kill switch is engaged, but for those that close positions where its level is to flatten. Asked with the other checks, and
    /// once more just before an order leaves.
    /// </summary>
    /// <param name="killSwitch">The tighter of those over the account.</param>
    /// <param name="flattens">Whether a flattening made the order.</param>
    public static RiskFinding OfKillSwitch(KillSwitch killSwitch, bool flattens)
    {
        ArgumentNullException.ThrowIfNull(killSwitch);
        var closes = flattens && killSwitch.LetsClose;
        return killSwitch.Engaged
            ? Allowed(KillSwitchCode, closes, "released", closes ? "engaged, and the order flattens" : "engaged", $"The kill switch is engaged: {killSwitch.Reason}")
            : Released;
    }

    /// <summary>While an account is being flattened nothing leaves but what closes its positions: whatever else traded would make a closing order too large. Asked with the other checks, and once more just before an order leaves.</summary>
    /// <param name="isFlattening">Whether the account is being flattened.</param>
    /// <param name="flattens">Whether a flattening made the order.</param>
    public static RiskFinding OfFlattening(bool isFlattening, bool flattens) => Allowed(
        FlatteningCode, !isFlattening || flattens, "not being flattened", isFlattening ? "being flattened" : "not being flattened",
        "The account is being flattened: only what closes its positions may leave.");

    /// <summary>A halted account opens nothing; getting out is never refused. Asked with the other checks, and once more just before an order leaves.</summary>
    /// <param name="halt">State of the account; null when it was never halted.</param>
    /// <param name="effect">What the order does to the position.</param>
    public static RiskFinding OfHalt(AccountHalt? halt, OrderEffect effect) => halt is { IsHalted: true }
        ? Allowed(
            AccountHaltCode, effect is OrderEffect.Reducing, "active", effect is OrderEffect.Reducing ? "halted, and the order reduces" : "halted",
            $"The account opens nothing: {halt.Reason}")
        : Active;

    /// <summary>Reducing lets only orders leave that make a position smaller, halted none. Asked with the other checks, and once more just before an order leaves.</summary>
    /// <param name="state">State in force.</param>
    /// <param name="effect">What the order does to the position.</param>
    public static RiskFinding OfTradingState(TradingState state, OrderEffect effect)
    {
        var reduces = effect is OrderEffect.Reducing;
        return Allowed(
            TradingStateCode, state is TradingState.Active || (state is TradingState.Reducing && reduces),
            state is TradingState.Active ? "active" : state is TradingState.Reducing ? "reducing" : "halted", reduces ? "reducing" : "opening",
            state is TradingState.Halted ? "Trading is halted." : "Only orders that make a position smaller may leave.");
    }

    /// <summary>What one protection says of an order, whatever the others say.</summary>
    /// <param name="protection">The protection; it need not be among the limits.</param>
    /// <param name="context">What to judge.</param>
    public static RiskFinding OfProtection(Protection protection, RiskContext context)
    {
        ArgumentNullException.ThrowIfNull(protection);
        ArgumentNullException.ThrowIfNull(context);
        return ProtectionChecks.Judge(protection, context);
    }

    /// <summary>What is asked just before an order leaves: everything that somebody may have pressed since the checks ran.</summary>
    /// <param name="killSwitch">The tighter of those over the account.</param>
    /// <param name="halt">State of the account; null when it was never halted.</param>
    /// <param name="state">State in force.</param>
    /// <param name="isFlattening">Whether the account is being flattened.</param>
    /// <param name="order">The order about to leave.</param>
    public static RiskVerdict LastLook(KillSwitch killSwitch, AccountHalt? halt, TradingState state, bool isFlattening, NewOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        var flattens = order.Flattening is not null;
        return new([OfKillSwitch(killSwitch, flattens), OfHalt(halt, order.Effect), OfFlattening(isFlattening, flattens), OfTradingState(state, order.Effect)]);
    }

    /// <summary>Runs every check, also after one refused, so that the verdict tells all.</summary>
    /// <param name="checks">Usually <see cref="All"/>.</param>
    /// <param name="context">What to judge.</param>
    /// <returns>A verdict; a check that throws counts as a refusal.</returns>
    public static RiskVerdict Judge(IReadOnlyList<RiskCheck> checks, RiskContext context)
    {
        ArgumentNullException.ThrowIfNull(checks);
        ArgumentNullException.ThrowIfNull(context);
        var findings = new RiskFinding[checks.Count];
        for (var i = 0; i < findings.Length; i++)
            findings[i] = Run(checks[i], context);
        return new RiskVerdict(findings);
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

    /// <summary>A finding that there is nothing to say against.</summary>
    internal static RiskFinding Passed(string code, string limit = "", string value = "") => new(code, RiskOutcome.Pass, limit, value, "");

    /// <summary>A finding that is either fine or not.</summary>
    internal static RiskFinding Allowed(string code, bool allowed, string limit, string value, string message) =>
        new(code, allowed ? RiskOutcome.Pass : RiskOutcome.Deny, limit, value, allowed ? "" : message);

    /// <summary>A finding that is either fine or not, with words that are put together only when it is not.</summary>
    internal static RiskFinding Allowed(
        string code, bool allowed, string limit, string value, [InterpolatedStringHandlerArgument(nameof(allowed))] ref DenialMessage message) =>
        new(code, allowed ? RiskOutcome.Pass : RiskOutcome.Deny, limit, value, message.ToText());

    /// <summary>True when the order only makes a position smaller, which limits on opening let pass.</summary>
    internal static bool IsReducing(RiskContext context) => context.Order.Effect is OrderEffect.Reducing;

    /// <summary>A number as findings show it: at most eight decimals.</summary>
    internal static string Text(decimal value) => value.Scale == 0 && value is > -MostDigits and < MostDigits
        ? ((long)value).ToString(CultureInfo.InvariantCulture)
        : decimal.Round(value, 8).ToString(CultureInfo.InvariantCulture);

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
