using Trading.Domain.Strategies;

namespace Trading.Application.Strategies;

/// <summary>Costs of trading as they are sent; what is missing is zero. Rates are fractions: 0.001 is ten basis points.</summary>
/// <param name="CommissionRate">Fraction of the notional per side.</param>
/// <param name="SlippageRate">Fraction by which a fill is worse than the price seen.</param>
/// <param name="CommissionPerUnit">Commission per unit.</param>
/// <param name="CommissionMinimum">Least commission of a fill.</param>
/// <param name="SpreadRate">Distance between bid and ask; half of it is paid per side.</param>
/// <param name="ImpactRate">Slippage that an order as large as the bar's whole volume would add.</param>
/// <param name="MaxVolumeShare">Largest fraction of a bar's volume that one order may trade; missing: no limit.</param>
/// <param name="BorrowRate">Interest a year on the value of units sold short.</param>
/// <param name="CashRate">Interest a year that cash earns.</param>
/// <param name="MarginRate">Interest a year that negative cash costs.</param>
/// <param name="CommissionMaximum">Most commission of a fill as a fraction of its value, whatever the minimum; missing: no limit.</param>
/// <param name="Preset">A broker's commission, such as <c>ibkrFixed</c>, in place of the four numbers.</param>
/// <param name="MaintenanceMargin">Least equity below which all positions are closed; missing: nobody watches.</param>
/// <param name="LatencyMilliseconds">Time from the making of an order to its arrival at the market; it trades in bars that open later.</param>
public sealed record CostsDraft(
    decimal CommissionRate = 0,
    decimal SlippageRate = 0,
    decimal CommissionPerUnit = 0,
    decimal CommissionMinimum = 0,
    decimal SpreadRate = 0,
    decimal ImpactRate = 0,
    decimal? MaxVolumeShare = null,
    decimal BorrowRate = 0,
    decimal CashRate = 0,
    decimal MarginRate = 0,
    decimal? CommissionMaximum = null,
    string? Preset = null,
    MaintenanceMarginDraft? MaintenanceMargin = null,
    int LatencyMilliseconds = 0)
{
    /// <summary>Costs as they could be sent.</summary>
    public static CostsDraft Of(TradingCosts costs)
    {
        ArgumentNullException.ThrowIfNull(costs);
        return new CostsDraft(
            costs.CommissionRate, costs.SlippageRate, costs.CommissionPerUnit, costs.CommissionMinimum, costs.SpreadRate, costs.ImpactRate,
            costs.MaxVolumeShare, costs.BorrowRate, costs.CashRate, costs.MarginRate, costs.CommissionMaximum,
            MaintenanceMargin: costs.MaintenanceMargin is { } margin ? new MaintenanceMarginDraft(margin.LongRate, margin.ShortRate) : null,
            LatencyMilliseconds: costs.LatencyMilliseconds);
    }
}
