using Trading.Domain.Markets;
using Trading.Domain.Strategies;

namespace Trading.Application.PaperTrading;

/// <summary>What trading costs at the simulated broker: the published commission of a common broker of each market, half a tenth of a percent of slippage, and no more than a tenth of a bar's volume.</summary>
internal static class PaperCosts
{
    private const decimal Slippage = 0.0005m;
    private const decimal VolumeShare = 0.1m;

    private static readonly TradingCosts UnitedStates = Of(CommissionPlan.IbkrFixed);
    private static readonly TradingCosts Korea = Of(CommissionPlan.Kis);

    public static TradingCosts Of(Market market) => market == Market.KRX ? Korea : UnitedStates;

    private static TradingCosts Of(CommissionPlan plan)
    {
        var (rate, perUnit, minimum, maximum) = CommissionPlans.Of(plan);
        return new TradingCosts(rate, Slippage) { CommissionPerUnit = perUnit, CommissionMinimum = minimum, CommissionMaximum = maximum, MaxVolumeShare = VolumeShare };
    }
}
