using Trading.Domain.Orders;
using Trading.Domain.Values;
using static Trading.Domain.Risk.RiskRules;

namespace Trading.Domain.Risk;

/// <summary>What an order may do to the account. Getting out of a position is never refused for its size.</summary>
internal static class AccountChecks
{
    public static IReadOnlyList<RiskCheck> All { get; } =
    [
        new("order-size", Size),
        new("order-value", context => AtMost(
            "order-value", context.Limits.MaxOrderValue?.Value, context.Order.Value.Value, "The order is worth", IsReducing(context))),
        new("position-share", context => AtMost(
            "position-share", context.Limits.MaxPositionShare, OfEquity(context, context.Account.PositionValue),
            "The position's share of the equity would be", IsReducing(context))),
        new("leverage", context => AtMost(
            "leverage", context.Limits.MaxLeverage, OfEquity(context, context.Account.GrossExposure),
            "All positions would be this multiple of the equity:", IsReducing(context))),
        new("daily-loss", context => AtMost(
            "daily-loss", context.Limits.MaxDailyLoss?.Value, Loss(context), "The day's loss is", IsReducing(context))),
        new("daily-loss-share", context => AtMost(
            "daily-loss-share", context.Limits.MaxDailyLossShare, LossShare(context), "The day's loss as a share of its first equity is", IsReducing(context))),
    ];

    private static RiskFinding Size(RiskContext context)
    {
        var size = context.Order.Size switch
        {
            OrderSize.Units units => units.Quantity.Value,
            OrderSize.Cash cash => cash.Amount.Value,
            _ => 0,
        };
        return Allowed("order-size", size > 0, "more than 0", Text(size), "There is nothing to trade.");
    }

    // An order that only reduces is exempt, so what it would leave is not asked for.
    private static decimal? OfEquity(RiskContext context, Money before)
    {
        var after = IsReducing(context) ? before : before + context.Order.Value;
        return context.Account.Equity > Money.Zero ? after.Value / context.Account.Equity.Value : null;
    }

    private static decimal? Loss(RiskContext context) => context.Account.DayProfit is { } profit ? Math.Max(0, -profit.Value) : null;

    private static decimal? LossShare(RiskContext context) =>
        context.Account.DayProfit is { } profit && context.Account.Equity > profit
            ? Math.Max(0, -profit.Value) / (context.Account.Equity - profit).Value
            : null;
}
