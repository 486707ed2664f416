using Trading.Domain.MarketData;

namespace Trading.Quant.Rules;

/// <summary>What rules say of a position at a bar.</summary>
internal static class PositionRules
{
    /// <summary>The value of a term; NaN without a position.</summary>
    public static double Term(PositionTerm term, double close, in PositionView position) => position.Direction == 0
        ? double.NaN
        : term switch
        {
            PositionTerm.ProfitPercent => position.Direction * ((close / position.EntryPrice) - 1) * 100,
            PositionTerm.BarsHeld => position.BarsHeld,
            PositionTerm.EntryPrice => position.EntryPrice,
            PositionTerm.HighestSinceEntry => position.Highest,
            _ => position.Lowest,
        };

    /// <summary>The price at which a stop holds; NaN without a position.</summary>
    /// <param name="stop">The stop.</param>
    /// <param name="distance">Its distance at the bar, in percent or in currency.</param>
    /// <param name="position">The position.</param>
    public static double StopPrice(StopNode stop, double distance, in PositionView position)
    {
        if (position.Direction == 0)
            return double.NaN;
        var from = stop.Kind != StopKind.Trailing ? position.EntryPrice : position.Direction > 0 ? position.Highest : position.Lowest;
        var away = stop.IsPercent ? from * distance / 100 : distance;
        return IsBelow(stop, position) ? from - away : from + away;
    }

    /// <summary>True when a stop holds at its price and below; false at it and above.</summary>
    public static bool IsBelow(StopNode stop, in PositionView position) => (position.Direction > 0) == (stop.Kind != StopKind.Profit);

    /// <summary>Whether a stop holds at a close.</summary>
    public static RuleTruth Stop(StopNode stop, double distance, double close, in PositionView position)
    {
        var price = StopPrice(stop, distance, position);
        return double.IsNaN(price) || double.IsNaN(close) ? RuleTruth.Unknown
            : (IsBelow(stop, position) ? close <= price : close >= price) ? RuleTruth.Holds
            : RuleTruth.Fails;
    }

    public static PositionNumber Number(PositionTerm term) =>
        (LaneRun lane, int row, in PositionView position) => Term(term, lane.Number((int)BarField.Close, row), position);

    public static PositionCondition Condition(StopNode stop, PositionNumber distance) =>
        (LaneRun lane, int row, in PositionView position) =>
            Stop(stop, distance(lane, row, position), lane.Number((int)BarField.Close, row), position);
}
