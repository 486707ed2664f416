using Trading.Application.Risk;

namespace Trading.Application.Backtests;

/// <summary>What the limits of a back-test did to it, as the API shows it.</summary>
/// <param name="Orders">Orders denied.</param>
/// <param name="ByCheck">The same by the code of the check.</param>
/// <param name="Protections">What each protection did.</param>
public sealed record BacktestDenialsView(int Orders, IReadOnlyDictionary<string, int> ByCheck, IReadOnlyList<ProtectionBalanceView> Protections)
{
    /// <summary>Of denials.</summary>
    public static BacktestDenialsView Of(BacktestDenials denials)
    {
        ArgumentNullException.ThrowIfNull(denials);
        return new BacktestDenialsView(
            denials.Count, denials.ByCheck,
            [.. denials.Protections.Select(one => new ProtectionBalanceView(ProtectionDocument.Of(one.Protection), one.Stopped, one.Saved))]);
    }
}
