using Trading.Domain.MarketData;
using Trading.Quant.Indicators.Kernels;

namespace Trading.Quant.Indicators.Catalog;

/// <summary>Prices made of other prices.</summary>
internal static class Prices
{
    public static IReadOnlyList<IndicatorDefinition> All { get; } =
    [
        new()
        {
            Name = "highest",
            Aliases = ["max"],
            Title = "Highest value",
            Group = IndicatorGroup.Price,
            Description = "Highest of the last highs, or of another column, in its unit; the newest bar counts.",
            Formula = "max(x[0], ..., x[length-1]); first value at bar length-1",
            Source = "Common; as TA-Lib's MAX and TradingView.",
            Inputs = [BarField.High],
            Parameters = [IndicatorParameter.Length(20)],
            Outputs = [new("highest", "The highest, in the unit of its input")],
            Warmup = p => (int)p[0] - 1,
            Kernel = IndicatorKernel.PerColumn((p, memory) => new Window<Larger>((int)p[0], memory)),
        },
        new()
        {
            Name = "lowest",
            Aliases = ["min"],
            Title = "Lowest value",
            Group = IndicatorGroup.Price,
            Description = "Lowest of the last lows, or of another column, in its unit; the newest bar counts.",
            Formula = "min(x[0], ..., x[length-1]); first value at bar length-1",
            Source = "Common; as TA-Lib's MIN and TradingView.",
            Inputs = [BarField.Low],
            Parameters = [IndicatorParameter.Length(20)],
            Outputs = [new("lowest", "The lowest, in the unit of its input")],
            Warmup = p => (int)p[0] - 1,
            Kernel = IndicatorKernel.PerColumn((p, memory) => new Window<Smaller>((int)p[0], memory)),
        },
    ];
}
