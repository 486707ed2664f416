using Trading.Domain.MarketData;
using Trading.Quant.Indicators.Kernels;

namespace Trading.Quant.Indicators.Catalog;

/// <summary>Averages beside the common ones.</summary>
internal static class Smoothings
{
    public static IReadOnlyList<IndicatorDefinition> All { get; } =
    [
        new()
        {
            Name = "trima",
            Title = "Triangular moving average",
            Group = IndicatorGroup.Average,
            Description = "Mean of means, in which the middle of the window weighs most, in the unit of its input.",
            Formula = "sma(sma(x, (length+1)/2), length/2+1), halves rounded down; first value at bar length-1",
            Source = "Common; as TA-Lib.",
            Inputs = [BarField.Close],
            Parameters = [IndicatorParameter.Length(20)],
            Outputs = [new("trima", "The average, in the unit of its input")],
            Warmup = p => (int)p[0] - 1,
            Kernel = IndicatorKernel.PerColumn((p, memory) => new Trima((int)p[0], memory)),
        },
        new()
        {
            Name = "zlema",
            Title = "Zero-lag exponential moving average",
            Group = IndicatorGroup.Average,
            Description = "Exponential mean of values to which their recent change is added, in the unit of its input.",
            Formula = "ema(2 x - x[lag], length), lag = (length-1)/2 rounded down; first value at bar lag+length-1",
            Source = "Ehlers and Way (2010), Zero Lag (Well, Almost), in the simple form that charting programs use.",
            Inputs = [BarField.Close],
            Parameters = [IndicatorParameter.Length(20)],
            Outputs = [new("zlema", "The average, in the unit of its input")],
            Warmup = p => (((int)p[0] - 1) / 2) + (int)p[0] - 1,
            Kernel = IndicatorKernel.PerColumn((p, memory) => new Zlema((int)p[0], memory)),
        },
        new()
        {
            Name = "t3",
            Title = "Tillson T3",
            Group = IndicatorGroup.Average,
            Description = "Smooth average with little lag, in the unit of its input.",
            Formula = "-v^3 e6 + 3 (v^2 + v^3) e5 - 3 (2 v^2 + v + v^3) e4 + (1 + 3 v + v^3 + 3 v^2) e3, eN the ema taken N times; first value at bar 6 (length-1)",
            Source = "Tillson (1998), Smoothing Techniques for More Accurate Signals; as TA-Lib.",
            Inputs = [BarField.Close],
            Parameters = [IndicatorParameter.Length(5), new("volume", 0.7, 0, 1, IsWhole: false)],
            Outputs = [new("t3", "The average, in the unit of its input")],
            Warmup = p => 6 * ((int)p[0] - 1),
            Kernel = IndicatorKernel.PerColumn((p, _) => new T3((int)p[0], p[1])),
        },
        new()
        {
            Name = "mcginley",
            Aliases = ["mcginleydynamic"],
            Title = "McGinley dynamic",
            Group = IndicatorGroup.Average,
            Description = "Average that follows falls faster than rises, in the unit of its input, which must be positive: where it is not, the average starts again from the value.",
            Formula = "md += (x - md) / max(length (x / md)^4, 1); the first is x, and the least divisor keeps a crash from overshooting",
            Source = "McGinley (1990), without his constant 0.6; TradingView seeds with an ema instead.",
            Inputs = [BarField.Close],
            Parameters = [IndicatorParameter.Length(14)],
            Outputs = [new("mcginley", "The average, in the unit of its input")],
            Warmup = _ => 0,
            Kernel = IndicatorKernel.PerColumn((p, _) => new McGinley((int)p[0])),
        },
        new()
        {
            Name = "alma",
            Title = "Arnaud Legoux moving average",
            Group = IndicatorGroup.Average,
            Description = "Mean with weights on a bell curve, in the unit of its input.",
            Formula = "sum of w[i] x[i] / sum of w[i], i from the oldest, w[i] = exp(-(i - m)^2 / (2 s^2)), m = offset (length-1), s = length / sigma; first value at bar length-1",
            Source = "Legoux and Kouzis-Loukas (2009); top not rounded, as TradingView and Stock.Indicators.",
            Inputs = [BarField.Close],
            Parameters = [IndicatorParameter.Length(9), new("offset", 0.85, 0, 1, IsWhole: false), new("sigma", 6, 0.1, 100, IsWhole: false)],
            Outputs = [new("alma", "The average, in the unit of its input")],
            Warmup = p => (int)p[0] - 1,
            Kernel = IndicatorKernel.PerColumn((p, memory) => new Alma((int)p[0], p[1], p[2], memory)),
        },
        new()
        {
            Name = "disparity",
            Title = "Disparity index",
            Group = IndicatorGroup.Average,
            Description = "Value in percent of its moving average: 100 on it, above 100 over it; 100 where the average is zero.",
            Formula = "100 x / sma(x, length); first value at bar length-1",
            Source = "Common in Japan and Korea; Nison (1994), Beyond Candlesticks, gives it less 100.",
            Inputs = [BarField.Close],
            Parameters = [IndicatorParameter.Length(20)],
            Outputs = [new("disparity", "Percent, 100 on the average")],
            Warmup = p => (int)p[0] - 1,
            Kernel = IndicatorKernel.PerColumn((p, memory) => new Disparity((int)p[0], memory)),
        },
        new()
        {
            Name = "envelope",
            Title = "Moving average envelope",
            Group = IndicatorGroup.Average,
            Description = "Lines a percentage above and below the moving average, in the unit of its input.",
            Formula = "sma(x, length) (1 +- percent / 100); first value at bar length-1",
            Source = "Common; as Stock.Indicators.",
            Inputs = [BarField.Close],
            Parameters = [IndicatorParameter.Length(20), IndicatorParameter.Factor("percent", 2.5)],
            Outputs = [new("upper", "Line above"), new("middle", "The average"), new("lower", "Line below")],
            Warmup = p => (int)p[0] - 1,
            Kernel = IndicatorKernel.Of((p, memory) => new Envelope((int)p[0], p[1], memory)),
        },
        new()
        {
            Name = "alligator",
            Title = "Alligator",
            Group = IndicatorGroup.Average,
            Description = "Three averages of the median price, each written at the later bar at which it is drawn.",
            Formula = "rma((high + low) / 2, jaw) of jawShift bars ago, and so on",
            Source = "Williams (1995), Trading Chaos; Wilder smoothing seeded with a mean.",
            Inputs = [BarField.High, BarField.Low],
            Parameters = [IndicatorParameter.Bars("jaw", 13), IndicatorParameter.Bars("jawShift", 8, minimum: 0), IndicatorParameter.Bars("teeth", 8), IndicatorParameter.Bars("teethShift", 5, minimum: 0), IndicatorParameter.Bars("lips", 5), IndicatorParameter.Bars("lipsShift", 3, minimum: 0)],
            Outputs = [new("jaw", "Slowest line"), new("teeth", "Middle line"), new("lips", "Fastest line")],
            Warmup = p => (int)Math.Max(p[0] + p[1], Math.Max(p[2] + p[3], p[4] + p[5])) - 1,
            Kernel = IndicatorKernel.Of((p, memory) => new Alligator((int)p[0], (int)p[1], (int)p[2], (int)p[3], (int)p[4], (int)p[5], memory)),
        },
    ];
}
