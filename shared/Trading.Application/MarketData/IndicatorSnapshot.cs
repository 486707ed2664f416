using Trading.Domain.MarketData;

namespace Trading.Application.MarketData;

/// <summary>The indicators of a series at its newest bar.</summary>
/// <param name="Key">Which series.</param>
/// <param name="Time">Time of that bar.</param>
/// <param name="Close">Its close.</param>
/// <param name="Values">By name, see <see cref="IndicatorSet.Names"/>; NaN where there is none.</param>
public sealed record IndicatorSnapshot(BarKey Key, DateTimeOffset Time, double Close, IReadOnlyDictionary<string, double> Values)
{
    /// <summary>The whole bar; null where closes alone are kept.</summary>
    public Bar? Bar { get; init; }

    /// <summary>Version of the series it was computed from, as in <see cref="BarCoverage.Version"/>; empty where it is not kept.</summary>
    public string Version { get; init; } = "";
}
