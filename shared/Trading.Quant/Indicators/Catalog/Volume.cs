using Trading.Domain.MarketData;
using Trading.Quant.Indicators.Kernels;

namespace Trading.Quant.Indicators.Catalog;

/// <summary>Indicators that weigh by units traded.</summary>
internal static class Volume
{
    public static IReadOnlyList<IndicatorDefinition> All { get; } =
    [
        new()
        {
            Name = "obv",
            Title = "On-balance volume",
            Group = IndicatorGroup.Volume,
            Description = "Units traded on rises less those on falls since the first bar; only its changes mean anything.",
            Formula = "obv + volume where close > close[1], obv - volume where close < close[1]; 0 at bar 0",
            Source = "Granville (1963), New Key to Stock Market Profits; starts at 0 as Stock.Indicators and TradingView, where TA-Lib starts at the first volume.",
            Inputs = [BarField.Close, BarField.Volume],
            Outputs = [new("obv", "Units")],
            Warmup = _ => 0,
            Kernel = IndicatorKernel.Of(_ => new Obv()),
        },
    ];
}
