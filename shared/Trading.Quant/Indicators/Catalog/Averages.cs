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
            Kernel = IndicatorKernel.PerColumn((p, memory) => new Sma((int)p[0], memory)),
        },
        new()
        {
            Name = "ema",
            Title = "Exponential moving average",
            Group = IndicatorGroup.Average,
            Description = "Mean in which each value weighs less than the one after it, in the unit of its input.",
            Formula = "ema += 2 / (length + 1) * (x - ema); seeded at bar length-1 with the mean of the first length values",
            Source = "Common; seed as TA-Lib and Stock.Indicators. Where others seed with the first value, the difference shrinks by (length-1)/(length+1) each bar.",
            Inputs = [BarField.Close],
            Parameters = [IndicatorParameter.Length(20)],
            Outputs = [new("ema", "The average, in the unit of its input")],
            Warmup = p => (int)p[0] - 1,
            Kernel = IndicatorKernel.PerColumn((p, _) => new Ema((int)p[0])),
        },
        new()
        {
            Name = "rma",
            Aliases = ["smma", "wilder"],
            Title = "Wilder's moving average",
            Group = IndicatorGroup.Average,
            Description = "Exponential average with weight 1 / length, as in rsi and atr, in the unit of its input.",
            Formula = "rma += (x - rma) / length; seeded at bar length-1 with the mean of the first length values",
            Source = "Wilder (1978), New Concepts in Technical Trading Systems; all sources agree.",
            Inputs = [BarField.Close],
            Parameters = [IndicatorParameter.Length(14)],
            Outputs = [new("rma", "The average, in the unit of its input")],
            Warmup = p => (int)p[0] - 1,
            Kernel = IndicatorKernel.PerColumn((p, _) => Ema.Wilder((int)p[0])),
        },
        new()
        {
            Name = "wma",
            Title = "Weighted moving average",
            Group = IndicatorGroup.Average,
            Description = "Mean in which the weight falls evenly from the newest value to the oldest, in the unit of its input.",
            Formula = "sum of (length - k) x[k] over k = 0 to length-1, divided by length (length + 1) / 2; first value at bar length-1",
            Source = "Common; all sources agree.",
            Inputs = [BarField.Close],
            Parameters = [IndicatorParameter.Length(20)],
            Outputs = [new("wma", "The average, in the unit of its input")],
            Warmup = p => (int)p[0] - 1,
            Kernel = IndicatorKernel.PerColumn((p, memory) => new Wma((int)p[0], memory)),
        },
        new()
        {
            Name = "dema",
            Title = "Double exponential moving average",
            Group = IndicatorGroup.Average,
            Description = "Exponential average with less lag, in the unit of its input.",
            Formula = "2 e1 - e2 with e1 = ema(x), e2 = ema(e1), each seeded with the mean of its first length values; first value at bar 2 (length - 1)",
            Source = "Mulloy (1994), Technical Analysis of Stocks & Commodities 12:1; start as TA-Lib. Stock.Indicators writes from bar length-1 and agrees after about 10 lengths.",
            Inputs = [BarField.Close],
            Parameters = [IndicatorParameter.Length(20)],
            Outputs = [new("dema", "The average, in the unit of its input")],
            Warmup = p => 2 * ((int)p[0] - 1),
            Kernel = IndicatorKernel.PerColumn((p, _) => new Dema((int)p[0])),
        },
        new()
        {
            Name = "tema",
            Title = "Triple exponential moving average",
            Group = IndicatorGroup.Average,
            Description = "Exponential average with still less lag, in the unit of its input.",
            Formula = "3 e1 - 3 e2 + e3 with e1 = ema(x), e2 = ema(e1), e3 = ema(e2), each seeded with the mean of its first length values; first value at bar 3 (length - 1)",
            Source = "Mulloy (1994), Technical Analysis of Stocks & Commodities 12:1; start as TA-Lib. Stock.Indicators writes from bar length-1 and agrees after about 10 lengths.",
            Inputs = [BarField.Close],
            Parameters = [IndicatorParameter.Length(20)],
            Outputs = [new("tema", "The average, in the unit of its input")],
            Warmup = p => 3 * ((int)p[0] - 1),
            Kernel = IndicatorKernel.PerColumn((p, _) => new Tema((int)p[0])),
        },
        new()
        {
            Name = "hma",
            Title = "Hull moving average",
            Group = IndicatorGroup.Average,
            Description = "Weighted average with nearly no lag, in the unit of its input; it may overshoot.",
            Formula = "wma of length root(length) of 2 wma(x, length / 2) - wma(x, length), half and root rounded down; first value at bar length + root(length) - 2",
            Source = "Hull (2005), alanhull.com; rounding as Stock.Indicators and TradingView.",
            Inputs = [BarField.Close],
            Parameters = [IndicatorParameter.Bars("length", 20, minimum: 2)],
            Outputs = [new("hma", "The average, in the unit of its input")],
            Warmup = p => (int)p[0] + Hma.Smoothing((int)p[0]) - 2,
            Kernel = IndicatorKernel.PerColumn((p, memory) => new Hma((int)p[0], memory)),
        },
        new()
        {
            Name = "kama",
            Title = "Kaufman's adaptive moving average",
            Group = IndicatorGroup.Average,
            Description = "Follows a price that goes one way, rests while it goes to and fro; in the unit of its input.",
            Formula = "kama += c^2 (x - kama), c = e (2/(fast+1) - 2/(slow+1)) + 2/(slow+1), e = |x - x[length]| / sum of |x[k] - x[k+1]| over length, 1 where nothing moved; seeded with the value at bar length-1, first value at bar length",
            Source = "Kaufman (1995), Smarter Trading; start as TA-Lib. Stock.Indicators also writes the seed.",
            Inputs = [BarField.Close],
            Parameters = [IndicatorParameter.Bars("length", 10), IndicatorParameter.Bars("fast", 2), IndicatorParameter.Bars("slow", 30)],
            Constraints = [new("fast below slow", p => p[1] < p[2])],
            Outputs = [new("kama", "The average, in the unit of its input")],
            Warmup = p => (int)p[0],
            Kernel = IndicatorKernel.PerColumn((p, memory) => new Kama((int)p[0], (int)p[1], (int)p[2], memory)),
        },
        new()
        {
            Name = "vwma",
            Title = "Volume-weighted moving average",
            Group = IndicatorGroup.Average,
            Description = "Mean price of the last bars, each weighing by its volume, in the unit of the price; no value where nothing was traded.",
            Formula = "sum of close volume over length bars / sum of volume; first value at bar length-1",
            Source = "Common; Stock.Indicators and TradingView agree.",
            Inputs = [BarField.Close, BarField.Volume],
            Parameters = [IndicatorParameter.Length(20)],
            Outputs = [new("vwma", "The average, in the unit of the price")],
            Warmup = p => (int)p[0] - 1,
            Kernel = IndicatorKernel.Of((p, memory) => new Vwma((int)p[0], memory)),
        },
        new()
        {
            Name = "vwap",
            Title = "Volume-weighted average price",
            Group = IndicatorGroup.Average,
            Description = "What a unit cost on average since the session began, in the unit of the price; no value until something was traded. Intraday a session is a UTC date; bars of a day and longer, which stand at midnight, count from the first.",
            Formula = "sum of (high + low + close) / 3 volume / sum of volume, since the session's first bar",
            Source = "Common; intraday as TradingView, daily as Stock.Indicators.",
            Inputs = [BarField.High, BarField.Low, BarField.Close, BarField.Volume],
            Outputs = [new("vwap", "The average, in the unit of the price")],
            Warmup = _ => 0,
            Kernel = IndicatorKernel.Of(_ => default(Vwap)),
        },
    ];
}
