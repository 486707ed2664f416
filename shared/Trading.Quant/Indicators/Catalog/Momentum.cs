using Trading.Domain.MarketData;
using Trading.Quant.Indicators.Kernels;

namespace Trading.Quant.Indicators.Catalog;

/// <summary>Speed of the price.</summary>
internal static class Momentum
{
    public static IReadOnlyList<IndicatorDefinition> All { get; } =
    [
        new()
        {
            Name = "rsi",
            Title = "Relative strength index",
            Group = IndicatorGroup.Momentum,
            Description = "Share of rises in all movement, 0 to 100; 100 where nothing fell, also when nothing moved at all.",
            Formula = "100 - 100 / (1 + gain / loss), gain and loss Wilder means of rises and falls, seeded with the mean of the first length changes; first value at bar length",
            Source = "Wilder (1978), New Concepts in Technical Trading Systems; without any movement 100 as Stock.Indicators, where TA-Lib has 0.",
            Inputs = [BarField.Close],
            Parameters = [IndicatorParameter.Length(14)],
            Outputs = [new("rsi", "0 to 100")],
            Warmup = p => (int)p[0],
            Kernel = IndicatorKernel.PerValue((p, _) => new Rsi((int)p[0])),
        },
    ];
}
