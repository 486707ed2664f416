using Trading.Domain.MarketData;
using Trading.Quant.Indicators.Kernels;

namespace Trading.Quant.Indicators.Catalog;

/// <summary>Speed of the price, overbought and oversold.</summary>
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
            Formula = "100 gain / (gain + loss), Wilder means of rises and falls, seeded with the mean of the first length changes; first value at bar length",
            Source = "Wilder (1978), New Concepts in Technical Trading Systems; without any movement 100 as Stock.Indicators, where TA-Lib has 0.",
            Inputs = [BarField.Close],
            Parameters = [IndicatorParameter.Length(14)],
            Outputs = [new("rsi", "0 to 100")],
            Warmup = p => (int)p[0],
            Kernel = IndicatorKernel.PerColumn((p, _) => new Rsi((int)p[0])),
        },
        new()
        {
            Name = "stoch",
            Title = "Stochastic oscillator",
            Group = IndicatorGroup.Momentum,
            Description = "Where the close lies in the range of the last bars, 0 (lowest) to 100 (highest); 0 where there is no range. Smooth 1 is the fast form.",
            Formula = "raw = 100 (close - lowest low) / (highest high - lowest low) over length bars; k = sma(raw, smooth), d = sma(k, signal); k from bar length + smooth - 2, d signal - 1 bars later",
            Source = "Lane (1950s); defaults of the slow form, on which TA-Lib and Stock.Indicators agree. TradingView's study leaves k unsmoothed: stoch(14, 1, 3).",
            Inputs = [BarField.High, BarField.Low, BarField.Close],
            Parameters = [IndicatorParameter.Bars("length", 14), IndicatorParameter.Bars("smooth", 3), IndicatorParameter.Bars("signal", 3)],
            Outputs =
            [
                new("k", "0 to 100"),
                new("d", "Average of k, 0 to 100"),
            ],
            Warmup = p => (int)(p[0] + p[1] + p[2]) - 3,
            Kernel = IndicatorKernel.Of((p, memory) => new Stoch((int)p[0], (int)p[1], (int)p[2], memory)),
        },
        new()
        {
            Name = "stochrsi",
            Title = "Stochastic RSI",
            Group = IndicatorGroup.Momentum,
            Description = "Where the relative strength index lies in its own range of the last values, 0 to 100; 0 where there is no range.",
            Formula = "raw = 100 (rsi - lowest) / (highest - lowest) over window values of rsi(length); k = sma(raw, smooth), d = sma(k, signal)",
            Source = "Chande and Kroll (1994), The New Technical Trader; k raw as TA-Lib and Stock.Indicators. TradingView smooths it: stochrsi(14, 14, 3, 3).",
            Inputs = [BarField.Close],
            Parameters = [IndicatorParameter.Bars("length", 14), IndicatorParameter.Bars("window", 14), IndicatorParameter.Bars("smooth", 1), IndicatorParameter.Bars("signal", 3)],
            Outputs =
            [
                new("k", "0 to 100"),
                new("d", "Average of k, 0 to 100"),
            ],
            Warmup = p => (int)(p[0] + p[1] + p[2] + p[3]) - 3,
            Kernel = IndicatorKernel.Of((p, memory) => new StochRsi((int)p[0], (int)p[1], (int)p[2], (int)p[3], memory)),
        },
        new()
        {
            Name = "macd",
            Title = "Moving average convergence/divergence",
            Group = IndicatorGroup.Momentum,
            Description = "How far a fast average is from a slow one, in the unit of the price; above 0 in a rise.",
            Formula = "macd = ema(x, fast) - ema(x, slow), from bar slow-1; signal = ema(macd, signal), signal - 1 bars later; histogram = macd - signal",
            Source = "Appel (1979); each average seeded on its own first values as Stock.Indicators and TradingView. TA-Lib starts the fast one later and agrees after about 170 bars.",
            Inputs = [BarField.Close],
            Parameters = [IndicatorParameter.Bars("fast", 12), IndicatorParameter.Bars("slow", 26), IndicatorParameter.Bars("signal", 9)],
            Constraints = [new("fast below slow", p => p[0] < p[1])],
            Outputs =
            [
                new("macd", "Fast less slow, in the unit of the price"),
                new("signal", "Average of macd, in the unit of the price"),
                new("histogram", "macd less signal, in the unit of the price"),
            ],
            Warmup = p => (int)(p[1] + p[2]) - 2,
            Kernel = IndicatorKernel.Of(p => new Macd((int)p[0], (int)p[1], (int)p[2])),
        },
        new()
        {
            Name = "mfi",
            Title = "Money flow index",
            Group = IndicatorGroup.Momentum,
            Description = "Share of the money that changed hands on rises of the typical price, 0 to 100; 100 where none did on falls, also when there was none at all.",
            Formula = "100 in / (in + out), sums over length bars of typical price x volume where the typical price rose (in) and fell (out); first value at bar length",
            Source = "Quong and Soudack (1989); as Stock.Indicators. TA-Lib gives 0 where all money of the window is below 1.",
            Inputs = [BarField.High, BarField.Low, BarField.Close, BarField.Volume],
            Parameters = [IndicatorParameter.Length(14)],
            Outputs = [new("mfi", "0 to 100")],
            Warmup = p => (int)p[0],
            Kernel = IndicatorKernel.Of((p, memory) => new Mfi((int)p[0], memory)),
        },
        new()
        {
            Name = "cci",
            Title = "Commodity channel index",
            Group = IndicatorGroup.Momentum,
            Description = "Distance of the typical price from its average in usual distances, mostly -100 to 100; 0 where the price does not vary.",
            Formula = "(tp - sma(tp)) / (0.015 x mean of |tp[k] - sma(tp)|), tp = (high + low + close) / 3; first value at bar length-1",
            Source = "Lambert (1980), Commodities; without variation 0 as TA-Lib, where Stock.Indicators has no value.",
            Inputs = [BarField.High, BarField.Low, BarField.Close],
            Parameters = [IndicatorParameter.Length(20)],
            Outputs = [new("cci", "Without unit, without bounds")],
            Warmup = p => (int)p[0] - 1,
            Kernel = IndicatorKernel.Of((p, memory) => new Cci((int)p[0], memory)),
        },
        new()
        {
            Name = "roc",
            Title = "Rate of change",
            Group = IndicatorGroup.Momentum,
            Description = "Change over the last bars, in percent; no value where the old price is zero.",
            Formula = "100 (x - x[length]) / x[length]; first value at bar length",
            Source = "Common; all sources agree.",
            Inputs = [BarField.Close],
            Parameters = [IndicatorParameter.Length(20)],
            Outputs = [new("roc", "Percent")],
            Warmup = p => (int)p[0],
            Kernel = IndicatorKernel.PerColumn((p, memory) => new Roc((int)p[0], memory)),
        },
        new()
        {
            Name = "mom",
            Aliases = ["momentum"],
            Title = "Momentum",
            Group = IndicatorGroup.Momentum,
            Description = "Change over the last bars, in the unit of the price.",
            Formula = "x - x[length]; first value at bar length",
            Source = "Common; all sources agree.",
            Inputs = [BarField.Close],
            Parameters = [IndicatorParameter.Length(10)],
            Outputs = [new("mom", "Change, in the unit of the price")],
            Warmup = p => (int)p[0],
            Kernel = IndicatorKernel.PerColumn((p, memory) => new Mom((int)p[0], memory)),
        },
        new()
        {
            Name = "williamsr",
            Aliases = ["willr"],
            Title = "Williams' %R",
            Group = IndicatorGroup.Momentum,
            Description = "How far the close is below the highest high, in percent of the range of the last bars: 0 (highest) to -100 (lowest); -100 where there is no range.",
            Formula = "100 (close - highest high) / (highest high - lowest low) over length bars; first value at bar length-1",
            Source = "Williams (1973), How I Made One Million Dollars; without range -100 as Stock.Indicators, where TA-Lib has 0.",
            Inputs = [BarField.High, BarField.Low, BarField.Close],
            Parameters = [IndicatorParameter.Length(14)],
            Outputs = [new("willr", "-100 to 0")],
            Warmup = p => (int)p[0] - 1,
            Kernel = IndicatorKernel.Of((p, memory) => new WilliamsR((int)p[0], memory)),
        },
    ];
}
