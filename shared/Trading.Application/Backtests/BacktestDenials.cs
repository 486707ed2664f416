using Trading.Domain.Risk;
using Trading.Quant.Backtests;

namespace Trading.Application.Backtests;

/// <summary>What the limits of a back-test did to it.</summary>
/// <param name="ByCheck">Orders denied, by the code of the first check that denied.</param>
/// <param name="Protections">What each protection did, in the order of the limits.</param>
public sealed record BacktestDenials(IReadOnlyDictionary<string, int> ByCheck, IReadOnlyList<ProtectionBalance> Protections)
{
    /// <summary>Orders denied.</summary>
    public int Count => ByCheck.Values.Sum();

    /// <summary>Of a run, and of the same run without each protection.</summary>
    /// <param name="run">The run.</param>
    /// <param name="limits">Its limits.</param>
    /// <param name="without">Final equity of the run without one of the protections.</param>
    internal static BacktestDenials Of(SimulationResult run, RiskLimits limits, Func<Protection, double> without)
    {
        var denied = run.Denied!;
        return new BacktestDenials(
            denied.ByCheck,
            [
                .. limits.Protections.Zip(denied.ByProtection, (protection, stopped) =>
                    new ProtectionBalance(protection, stopped, stopped == 0 ? 0 : run.FinalEquity - without(protection))),
            ]);
    }
}
