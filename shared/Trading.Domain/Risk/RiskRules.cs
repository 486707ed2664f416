using Trading.Domain.Orders;

namespace Trading.Domain.Risk;

/// <summary>The checks that every order passes before it leaves, whether simulated or live.</summary>
public static class RiskRules
{
    /// <summary>Code of <see cref="KillSwitchCheck"/>.</summary>
    public const string KillSwitchCode = "kill-switch";

    /// <summary>Code of <see cref="OrderSizeCheck"/>.</summary>
    public const string OrderSizeCode = "order-size";

    /// <summary>Code of <see cref="OrderValueCheck"/>.</summary>
    public const string OrderValueCode = "order-value";

    /// <summary>Code of <see cref="AccountHaltCheck"/>.</summary>
    public const string AccountHaltCode = "account-halted";

    /// <summary>No order leaves while the kill switch is engaged.</summary>
    public static RiskCheck KillSwitchCheck { get; } = new(KillSwitchCode, context => context.KillSwitch.Engaged
        ? new RiskFinding(KillSwitchCode, false, "released", "engaged", $"The kill switch is engaged: {context.KillSwitch.Reason}")
        : new RiskFinding(KillSwitchCode, true, "released", "released", ""));

    /// <summary>A halted account opens nothing; getting out is never refused.</summary>
    public static RiskCheck AccountHaltCheck { get; } = new(AccountHaltCode, context =>
        context.Halt is { IsHalted: true, Reason: var reason } && context.Order.Effect is not OrderEffect.Reducing
            ? new RiskFinding(AccountHaltCode, false, "active", "halted", $"The account opens nothing: {reason}")
            : new RiskFinding(AccountHaltCode, true, "active", context.Halt is { IsHalted: true } ? "halted, and the order reduces" : "active", ""));

    /// <summary>An order must have something to trade.</summary>
    public static RiskCheck OrderSizeCheck { get; } = new(OrderSizeCode, context =>
    {
        var size = context.Order.Size switch
        {
            OrderSize.Units units => units.Quantity.Value,
            OrderSize.Cash cash => cash.Amount.Value,
            _ => 0,
        };
        return new RiskFinding(OrderSizeCode, size > 0, "more than 0", Text(size), size > 0 ? "" : "There is nothing to trade.");
    });

    /// <summary>An order that opens or enlarges a position may not exceed the limit; getting out is never refused for its size.</summary>
    public static RiskCheck OrderValueCheck { get; } = new(OrderValueCode, context =>
    {
        var (limit, value) = (context.Limits.MaxOrderValue, context.Order.Value);
        var passed = context.Order.Effect is OrderEffect.Reducing || value <= limit;
        return new RiskFinding(OrderValueCode, passed, limit.ToString(), value.ToString(), passed ? "" : $"The order is worth {value}, the limit is {limit}.");
    });

    /// <summary>All checks, in the order they run.</summary>
    public static IReadOnlyList<RiskCheck> All { get; } = [KillSwitchCheck, AccountHaltCheck, OrderSizeCheck, OrderValueCheck];

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

    private static RiskFinding Run(RiskCheck check, RiskContext context)
    {
        try
        {
            return check.Judge(context);
        }
#pragma warning disable CA1031 // Whatever goes wrong inside a check, the answer is no.
        catch (Exception failure)
        {
            return new RiskFinding(check.Code, false, "", "", $"The check failed: {failure.Message}");
        }
#pragma warning restore CA1031
    }

    private static string Text(decimal value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
