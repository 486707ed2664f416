using Trading.Domain.MarketData;
using Trading.Quant.Indicators.Kernels;

namespace Trading.Quant.Indicators.Catalog;

/// <summary>Width of movement: deviations, ranges, bands and channels.</summary>
internal static class Volatility
{
    public static IReadOnlyList<IndicatorDefinition> All { get; } =
    [
        new()
        {
            Name = "trange",
            Aliases = ["tr"],
            Title = "True range",
            Group = IndicatorGroup.Volatility,
            Description = "Range of the bar and of the step from the close before, 0 or more, in the unit of the price.",
            Formula = "max(high, close[1]) - min(low, close[1]); first value at bar 1",
            Source = "Wilder (1978), New Concepts in Technical Trading Systems; from bar 1 as TA-Lib and Stock.Indicators, where TradingView has high - low at bar 0.",
            Inputs = [BarField.High, BarField.Low, BarField.Close],
            Outputs = [new("trange", "The range, in the unit of the price")],
            Warmup = _ => 1,
            Kernel = IndicatorKernel.Of(_ => new TrueRange()),
        },
        new()
        {
            Name = "atr",
            Title = "Average true range",
            Group = IndicatorGroup.Volatility,
            Description = "Usual range of a bar, 0 or more, in the unit of the price.",
            Formula = "Wilder mean of the true range, seeded with the mean of the first length; first value at bar length",
            Source = "Wilder (1978), New Concepts in Technical Trading Systems; as TA-Lib and Stock.Indicators. TradingView counts bar 0 and converges.",
            Inputs = [BarField.High, BarField.Low, BarField.Close],
            Parameters = [IndicatorParameter.Length(14)],
            Outputs = [new("atr", "The range, in the unit of the price")],
            Warmup = p => (int)p[0],
            Kernel = IndicatorKernel.Of(p => new Atr((int)p[0])),
        },
        new()
        {
            Name = "stddev",
            Title = "Standard deviation",
            Group = IndicatorGroup.Volatility,
            Description = "Usual distance of the last values from their mean, 0 or more, in their unit.",
            Formula = "root of the mean of (x[k] - mean)^2 over length values; first value at bar length-1",
            Source = "Divisor length (population) as TA-Lib, Stock.Indicators and TradingView; samplestddev divides by length - 1.",
            Inputs = [BarField.Close],
            Parameters = [IndicatorParameter.Length(20)],
            Outputs = [new("stddev", "The deviation, in the unit of its input")],
            Warmup = p => (int)p[0] - 1,
            Kernel = IndicatorKernel.PerColumn((p, memory) => new StdDev((int)p[0], sample: false, memory)),
        },
        new()
        {
            Name = "samplestddev",
            Title = "Standard deviation of a sample",
            Group = IndicatorGroup.Volatility,
            Description = "Estimate of the deviation of what the last values are a sample of, 0 or more, in their unit.",
            Formula = "root of the sum of (x[k] - mean)^2 over length values / (length - 1); first value at bar length-1",
            Source = "As pandas and spreadsheets by default (STDEV.S); stddev divides by length.",
            Inputs = [BarField.Close],
            Parameters = [IndicatorParameter.Bars("length", 20, minimum: 2)],
            Outputs = [new("samplestddev", "The deviation, in the unit of its input")],
            Warmup = p => (int)p[0] - 1,
            Kernel = IndicatorKernel.PerColumn((p, memory) => new StdDev((int)p[0], sample: true, memory)),
        },
        new()
        {
            Name = "zscore",
            Title = "Standard score",
            Group = IndicatorGroup.Volatility,
            Description = "Distance of the newest value from the mean of the last, in their standard deviations; 0 where they do not vary.",
            Formula = "(x - sma(x)) / stddev(x) over length values, divisor length; first value at bar length-1",
            Source = "Common; as Stock.Indicators.",
            Inputs = [BarField.Close],
            Parameters = [IndicatorParameter.Bars("length", 20, minimum: 2)],
            Outputs = [new("zscore", "Standard deviations")],
            Warmup = p => (int)p[0] - 1,
            Kernel = IndicatorKernel.PerColumn((p, memory) => new ZScore((int)p[0], memory)),
        },
        new()
        {
            Name = "bbands",
            Title = "Bollinger bands",
            Group = IndicatorGroup.Volatility,
            Description = "The average of the last values and a number of their standard deviations above and below, in their unit.",
            Formula = "middle = sma(x); upper, lower = middle +/- deviations x stddev(x) over length values, divisor length; first value at bar length-1",
            Source = "Bollinger (2001), Bollinger on Bollinger Bands; population deviation as TA-Lib, Stock.Indicators and TradingView.",
            Inputs = [BarField.Close],
            Parameters = [IndicatorParameter.Length(20), IndicatorParameter.Factor("deviations", 2)],
            Outputs =
            [
                new("upper", "Upper band, in the unit of its input"),
                new("middle", "The average, in the unit of its input"),
                new("lower", "Lower band, in the unit of its input"),
            ],
            Warmup = p => (int)p[0] - 1,
            Kernel = IndicatorKernel.Of((p, memory) => new BBands((int)p[0], p[1], memory)),
        },
        new()
        {
            Name = "keltner",
            Title = "Keltner channel",
            Group = IndicatorGroup.Volatility,
            Description = "An exponential average of the close and a number of average true ranges above and below, in the unit of the price.",
            Formula = "middle = ema(close, length); upper, lower = middle +/- multiplier x atr(atr length)",
            Source = "Keltner (1960), in Raschke's form; TA-Lib's primitives, Stock.Indicators and TradingView's study agree.",
            Inputs = [BarField.High, BarField.Low, BarField.Close],
            Parameters = [IndicatorParameter.Length(20), IndicatorParameter.Factor("multiplier", 2), IndicatorParameter.Bars("atr length", 10)],
            Outputs =
            [
                new("upper", "Upper line, in the unit of the price"),
                new("middle", "The average, in the unit of the price"),
                new("lower", "Lower line, in the unit of the price"),
            ],
            Warmup = p => (int)Math.Max(p[0] - 1, p[2]),
            Kernel = IndicatorKernel.Of(p => new Keltner((int)p[0], p[1], (int)p[2])),
        },
        new()
        {
            Name = "donchian",
            Title = "Donchian channel",
            Group = IndicatorGroup.Volatility,
            Description = "Highest high and lowest low of the last bars and the middle between them, in the unit of the price. With back 1 the newest bar is left out, so that it can break out.",
            Formula = "upper = highest high, lower = lowest low of length bars, as they were back bars ago; middle = (upper + lower) / 2; first value at bar length - 1 + back",
            Source = "Donchian (1960s); the newest bar counts as in TradingView and TA-Lib's MAX and MIN. Stock.Indicators leaves it out: donchian(20, 1).",
            Inputs = [BarField.High, BarField.Low],
            Parameters = [IndicatorParameter.Length(20), IndicatorParameter.Bars("back", 0, minimum: 0)],
            Outputs =
            [
                new("upper", "Highest high, in the unit of the price"),
                new("middle", "Middle, in the unit of the price"),
                new("lower", "Lowest low, in the unit of the price"),
            ],
            Warmup = p => (int)(p[0] + p[1]) - 1,
            Kernel = IndicatorKernel.Of((p, memory) => new Donchian((int)p[0], (int)p[1], memory)),
        },
    ];
}
