using Trading.Domain.MarketData;
using Trading.Domain.Risk;
using Trading.Domain.Strategies;
using Trading.Quant.Indicators;

namespace Trading.Quant.Backtests;

/// <summary>The conditions of a run.</summary>
/// <param name="InitialCash">Cash at the start, positive.</param>
/// <param name="Costs">What trading costs.</param>
/// <param name="PeriodsPerYear">Bars in a year; see <see cref="Annualisation"/>.</param>
public sealed record SimulationSettings(decimal InitialCash, TradingCosts Costs, double PeriodsPerYear)
{
    /// <summary>In which numbers the run is kept.</summary>
    public SimulationMode Mode { get; init; }

    /// <summary>Where market orders trade.</summary>
    public FillTiming Timing { get; init; }

    /// <summary>Most value of all positions, long and short, as a multiple of the equity; 1 for an account without credit.</summary>
    public decimal MaxLeverage { get; init; } = 1;

    /// <summary>True when what is held at the end is closed at its last close, with costs; false to leave it open.</summary>
    public bool EndsFlat { get; init; }

    /// <summary>Interval of the bars, which says when a bar closes and to which day it belongs: needed where there are limits or a latency.</summary>
    public Interval? Interval { get; init; }

    /// <summary>Limits that the strategy's orders must keep, judged by the checks that judge every order before it leaves; null for none. What stops, targets and margin calls close is not asked for them.</summary>
    public RiskLimits? Limits { get; init; }

    /// <summary>Indicators that a strategy may ask for.</summary>
    public IndicatorCatalog Catalog { get; init; } = IndicatorCatalog.Default;
}
