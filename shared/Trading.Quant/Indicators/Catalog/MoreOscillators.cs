using Trading.Domain.MarketData;
using Trading.Quant.Indicators.Kernels;

namespace Trading.Quant.Indicators.Catalog;

/// <summary>Speed of the price: place in a range, streaks and cycles.</summary>
internal static class MoreOscillators
{
    public static IReadOnlyList<IndicatorDefinition> All { get; } =
    [
        new()
        {
            Name = "fisher",
            Title = "Fisher transform",
            Group = IndicatorGroup.Momentum,
            Description = "Where the median price lies in its range, stretched so that extremes stand out.",
            Formula = "m = (high + low) / 2, v = 0.66 ((m - min) / (max - min) - 0.5) + 0.67 v[1], beyond +-0.99 set to +-0.999, fisher = 0.5 ln((1+v) / (1-v)) + 0.5 fisher[1], trigger = fisher[1]; no range counts as its middle; first at bar length-1",
            Source = "Ehlers (2002), Using the Fisher Transform.",
            Inputs = [BarField.High, BarField.Low],
            Parameters = [IndicatorParameter.Length(9)],
            Outputs = [new("fisher", "No unit"), new("trigger", "Value of the bar before")],
            Warmup = p => (int)p[0],
            Kernel = IndicatorKernel.Of((p, memory) => new Fisher((int)p[0], memory)),
        },
        new()
        {
            Name = "coppock",
            Title = "Coppock curve",
            Group = IndicatorGroup.Momentum,
            Description = "Weighted average of two rates of change in percent; a rate against zero counts as 0.",
            Formula = "wma(roc(slow) + roc(fast), length); first value at bar slow+length-1",
            Source = "Coppock (1962), on monthly bars.",
            Inputs = [BarField.Close],
            Parameters = [IndicatorParameter.Bars("slow", 14), IndicatorParameter.Bars("fast", 11), IndicatorParameter.Length(10)],
            Outputs = [new("coppock", "Percent")],
            Warmup = p => (int)(Math.Max(p[0], p[1]) + p[2]) - 1,
            Kernel = IndicatorKernel.PerColumn((p, memory) => new Coppock((int)p[0], (int)p[1], (int)p[2], memory)),
        },
        new()
        {
            Name = "smi",
            Title = "Stochastic momentum index",
            Group = IndicatorGroup.Momentum,
            Description = "Close's distance from the middle of its range, smoothed twice, as a share of half the range, -100 to 100; 0 where there is no range.",
            Formula = "100 ema(ema(close - (highest + lowest) / 2, slow), fast) / (ema(ema(highest - lowest, slow), fast) / 2), signal = ema(smi, signal); first at bar length+slow+fast-3",
            Source = "Blau (1993), Stochastic Momentum; lengths as Stock.Indicators.",
            Inputs = [BarField.High, BarField.Low, BarField.Close],
            Parameters = [IndicatorParameter.Length(13), IndicatorParameter.Bars("slow", 25), IndicatorParameter.Bars("fast", 2), IndicatorParameter.Bars("signal", 3)],
            Outputs = [new("smi", "-100 to 100"), new("signal", "Average of it")],
            Warmup = p => (int)(p[0] + p[1] + p[2] + p[3]) - 4,
            Kernel = IndicatorKernel.Of((p, memory) => new Smi((int)p[0], (int)p[1], (int)p[2], (int)p[3], memory)),
        },
        new()
        {
            Name = "demarker",
            Aliases = ["dem"],
            Title = "DeMarker",
            Group = IndicatorGroup.Momentum,
            Description = "How far highs rose as a share of how far highs rose and lows fell, 0 to 1; 0.5 where neither moved.",
            Formula = "a / (a + b), a = sum of max(high - high[1], 0), b = sum of max(low[1] - low, 0) over length; first value at bar length",
            Source = "DeMark (1994), The New Science of Technical Analysis; plain sums.",
            Inputs = [BarField.High, BarField.Low],
            Parameters = [IndicatorParameter.Length(14)],
            Outputs = [new("demarker", "0 to 1")],
            Warmup = p => (int)p[0],
            Kernel = PerBar.Pair((p, memory) => new DeMarker((int)p[0], memory)),
        },
        new()
        {
            Name = "psy",
            Aliases = ["psychologicalline"],
            Title = "Psychological line",
            Group = IndicatorGroup.Momentum,
            Description = "Share of bars that closed above the bar before, 0 to 100.",
            Formula = "100 (number of x > x[1] over length) / length; first value at bar length",
            Source = "Common in Japan and Korea.",
            Inputs = [BarField.Close],
            Parameters = [IndicatorParameter.Length(12)],
            Outputs = [new("psy", "Percent")],
            Warmup = p => (int)p[0],
            Kernel = IndicatorKernel.PerColumn((p, memory) => new PsychologicalLine((int)p[0], memory)),
        },
        new()
        {
            Name = "imi",
            Title = "Intraday momentum index",
            Group = IndicatorGroup.Momentum,
            Description = "White bodies as a share of all bodies, 0 to 100; 50 where there are none.",
            Formula = "100 sum of max(close - open, 0) / sum of |close - open| over length; first value at bar length-1",
            Source = "Chande and Kroll (1994), The New Technical Trader.",
            Inputs = [BarField.Open, BarField.Close],
            Parameters = [IndicatorParameter.Length(14)],
            Outputs = [new("imi", "0 to 100")],
            Warmup = p => (int)p[0] - 1,
            Kernel = PerBar.Pair((p, memory) => new IntradayMomentum((int)p[0], memory)),
        },
        new()
        {
            Name = "qstick",
            Title = "QStick",
            Group = IndicatorGroup.Momentum,
            Description = "Mean body, in price.",
            Formula = "sma(close - open, length); first value at bar length-1",
            Source = "Chande and Kroll (1994), The New Technical Trader.",
            Inputs = [BarField.Open, BarField.Close],
            Parameters = [IndicatorParameter.Length(8)],
            Outputs = [new("qstick", "In price")],
            Warmup = p => (int)p[0] - 1,
            Kernel = PerBar.Pair((p, memory) => new QStick((int)p[0], memory)),
        },
        new()
        {
            Name = "stc",
            Aliases = ["schaff"],
            Title = "Schaff trend cycle",
            Group = IndicatorGroup.Momentum,
            Description = "Stochastic of a stochastic of MACD, 0 to 100, which turns early in a trend.",
            Formula = "m = ema(fast) - ema(slow), k = place of m in its range over cycle in percent, d += (k - d) / 2, then the same of d; where there is no range as before; first at bar slow-1 + 2 (cycle-1)",
            Source = "Schaff (1999); factor 0.5.",
            Inputs = [BarField.Close],
            Parameters = [IndicatorParameter.Bars("cycle", 10), IndicatorParameter.Bars("fast", 23), IndicatorParameter.Bars("slow", 50)],
            Outputs = [new("stc", "0 to 100")],
            Warmup = p => (int)(Math.Max(p[1], p[2]) + (2 * p[0])) - 3,
            Kernel = IndicatorKernel.PerColumn((p, memory) => new SchaffCycle((int)p[0], (int)p[1], (int)p[2], memory)),
        },
        new()
        {
            Name = "crsi",
            Aliases = ["connorsrsi"],
            Title = "Connors RSI",
            Group = IndicatorGroup.Momentum,
            Description = "Mean of the RSI of closes, the RSI of streaks, and the rank of the last change, 0 to 100.",
            Formula = "(rsi(x, length) + rsi(streak, streakLength) + percentage of the last ranked changes before that are below this one) / 3; streak counts closes up or down in a row; first at bar ranked+1",
            Source = "Connors and Alvarez (2012), An Introduction to ConnorsRSI.",
            Inputs = [BarField.Close],
            Parameters = [IndicatorParameter.Length(3), IndicatorParameter.Bars("streakLength", 2), IndicatorParameter.Bars("ranked", 100)],
            Outputs = [new("crsi", "0 to 100")],
            Warmup = p => (int)Math.Max(p[0], Math.Max(p[1], p[2] + 1)),
            Kernel = IndicatorKernel.PerColumn((p, memory) => new ConnorsRsi((int)p[0], (int)p[1], (int)p[2], memory)),
        },
        new()
        {
            Name = "ultosc",
            Aliases = ["uo"],
            Title = "Ultimate oscillator",
            Group = IndicatorGroup.Momentum,
            Description = "Buying pressure as a share of true range over three spans, 0 to 100; a span without range counts as 0.",
            Formula = "100 (4 a + 2 b + c) / 7, each the sum of close - min(low, close[1]) over the sum of true range; first at bar max of the lengths",
            Source = "Williams (1985), The Ultimate Oscillator; as TA-Lib and Stock.Indicators.",
            Inputs = [BarField.High, BarField.Low, BarField.Close],
            Parameters = [IndicatorParameter.Bars("short", 7), IndicatorParameter.Bars("middle", 14), IndicatorParameter.Bars("long", 28)],
            Outputs = [new("ultosc", "0 to 100")],
            Warmup = p => (int)Math.Max(p[0], Math.Max(p[1], p[2])),
            Kernel = PerBar.Triple((p, memory) => new Ultimate((int)p[0], (int)p[1], (int)p[2], memory)),
        },
    ];
}
