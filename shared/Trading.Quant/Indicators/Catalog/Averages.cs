using Trading.Domain.MarketData;
using Trading.Quant.Indicators.Kernels;

namespace Trading.Quant.Indicators.Catalog;

/// <summary>Moving averages.</summary>
internal static class Averages
{
    public static IReadOnlyList<IndicatorDefinition> All { get; } =
    [
        new()
        {
            Name = "sma",
            Title = "Simple moving average",
            Group = IndicatorGroup.Average,
            Description = "Mean of the last values, in their unit.",
            Formula = "(x[0] + ... + x[length-1]) / length; first value at bar length-1",
            Source = "Common; all sources agree.",
            Inputs = [BarField.Close],
            Parameters = [IndicatorParameter.Length(20)],
            Outputs = [new("sma", "The average, in the unit of its input")],
            Warmup = p => (int)p[0] - 1,
            Kernel = IndicatorKernel.PerValue((p, memory) => new Sma((int)p[0], memory)),
        },
        new()
        {
            Name = "ema",
            Title = "Exponential moving average",
            Group = IndicatorGroup.Average,
            Description = "Mean in which each value weighs less than the one after it, in the unit of its input.",
            Formula = "ema += 2 / (length + 1) * (x - ema); seeded at bar length-1 with the mean of the first length values",
            Source = "Common; seed as TA-Lib and Stock.Indicators. A seed with the first value differs by (length-1)/(length+1) of it each bar.",
            Inputs = [BarField.Close],
            Parameters = [IndicatorParameter.Length(20)],
            Outputs = [new("ema", "The average, in the unit of its input")],
            Warmup = p => (int)p[0] - 1,
            Kernel = IndicatorKernel.PerValue((p, _) => new Ema((int)p[0])),
        },
    ];
}
