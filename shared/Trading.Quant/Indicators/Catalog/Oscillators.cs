using Trading.Domain.MarketData;
using Trading.Quant.Indicators.Kernels;

namespace Trading.Quant.Indicators.Catalog;

/// <summary>Speed of the price: momentum and its smoothings.</summary>
internal static class Oscillators
{
    public static IReadOnlyList<IndicatorDefinition> All { get; } =
    [
        new()
        {
            Name = "ppo",
            Title = "Percentage price oscillator",
            Group = IndicatorGroup.Momentum,
            Description = "MACD in percent of the slow average, so that instruments compare; 0 where that is zero.",
            Formula = "ppo = 100 (ema(fast) - ema(slow)) / ema(slow), signal = ema(ppo, signal), histogram = ppo - signal; first at bar slow-1 and slow+signal-2",
            Source = "Common; averages seeded as in MACD. TA-Lib has simple averages as its default.",
            Inputs = [BarField.Close],
            Parameters = [IndicatorParameter.Bars("fast", 12), IndicatorParameter.Bars("slow", 26), IndicatorParameter.Bars("signal", 9)],
            Outputs = [new("ppo", "Percent"), new("signal", "Percent"), new("histogram", "Percentage points")],
            Warmup = p => (int)(Math.Max(p[0], p[1]) + p[2]) - 2,
            Kernel = IndicatorKernel.Of(p => new PriceOscillator((int)p[0], (int)p[1], (int)p[2])),
        },
        new()
        {
            Name = "apo",
            Title = "Absolute price oscillator",
            Group = IndicatorGroup.Momentum,
            Description = "Fast less slow exponential average, in the unit of its input.",
            Formula = "ema(fast) - ema(slow); first value at bar slow-1",
            Source = "Common; TA-Lib has simple averages as its default.",
            Inputs = [BarField.Close],
            Parameters = [IndicatorParameter.Bars("fast", 12), IndicatorParameter.Bars("slow", 26)],
            Outputs = [new("apo", "In the unit of its input")],
            Warmup = p => (int)Math.Max(p[0], p[1]) - 1,
            Kernel = IndicatorKernel.PerColumn((p, _) => new AbsoluteOscillator((int)p[0], (int)p[1])),
        },
        new()
        {
            Name = "trix",
            Title = "TRIX",
            Group = IndicatorGroup.Momentum,
            Description = "Change of a triple exponential average from bar to bar in percent.",
            Formula = "e3 = ema(ema(ema(x))), trix = 100 (e3 / e3[1] - 1), signal = ema(trix, signal); first at bar 3 (length-1) + 1, each average seeded when the one before has values",
            Source = "Hutson (1983), Good TRIX; start as TA-Lib. Stock.Indicators starts earlier with another seed.",
            Inputs = [BarField.Close],
            Parameters = [IndicatorParameter.Length(15), IndicatorParameter.Bars("signal", 9)],
            Outputs = [new("trix", "Percent a bar"), new("signal", "Average of it")],
            Warmup = p => (3 * ((int)p[0] - 1)) + (int)p[1],
            Kernel = IndicatorKernel.Of(p => new Trix((int)p[0], (int)p[1])),
        },
        new()
        {
            Name = "cmo",
            Title = "Chande momentum oscillator",
            Group = IndicatorGroup.Momentum,
            Description = "Rises less falls as a share of all movement, -100 to 100; 0 where nothing moved.",
            Formula = "100 (rises - falls) / (rises + falls), plain sums of the last length changes; first value at bar length",
            Source = "Chande and Kroll (1994), The New Technical Trader; as Stock.Indicators and TradingView. TA-Lib smooths as the RSI does.",
            Inputs = [BarField.Close],
            Parameters = [IndicatorParameter.Length(14)],
            Outputs = [new("cmo", "-100 to 100")],
            Warmup = p => (int)p[0],
            Kernel = IndicatorKernel.PerColumn((p, memory) => new Cmo((int)p[0], memory)),
        },
        new()
        {
            Name = "dpo",
            Title = "Detrended price oscillator",
            Group = IndicatorGroup.Momentum,
            Description = "Value of half the length ago less the mean: cycles without the trend, in the unit of its input.",
            Formula = "x[length/2 + 1] - sma(x, length), half rounded down; first value at bar length-1, for lengths 1 and 2 at length/2 + 1",
            Source = "Common, not centred, so that it looks at nothing of the future.",
            Inputs = [BarField.Close],
            Parameters = [IndicatorParameter.Length(20)],
            Outputs = [new("dpo", "In the unit of its input")],
            Warmup = p => Math.Max((int)p[0] - 1, ((int)p[0] / 2) + 1),
            Kernel = IndicatorKernel.PerColumn((p, memory) => new Dpo((int)p[0], memory)),
        },
        new()
        {
            Name = "kst",
            Title = "Know sure thing",
            Group = IndicatorGroup.Momentum,
            Description = "Sum of four smoothed rates of change in percent.",
            Formula = "sma(roc(10), 10) + 2 sma(roc(15), 10) + 3 sma(roc(20), 10) + 4 sma(roc(30), 15), signal = sma(kst, 9); a rate against zero counts as 0; first at bar 44 and 52",
            Source = "Pring (1992), short-term daily weights.",
            Inputs = [BarField.Close],
            Outputs = [new("kst", "Weighted percent"), new("signal", "Mean of it")],
            Warmup = _ => 52,
            Kernel = IndicatorKernel.Of((_, memory) => new Kst(memory)),
        },
        new()
        {
            Name = "tsi",
            Title = "True strength index",
            Group = IndicatorGroup.Momentum,
            Description = "Changes smoothed twice as a share of their sizes, -100 to 100; 0 where nothing moved.",
            Formula = "100 ema(ema(change, slow), fast) / ema(ema(|change|, slow), fast), signal = ema(tsi, signal); first at bar slow+fast-1",
            Source = "Blau (1991), True Strength Index; lengths of the signal as Stock.Indicators.",
            Inputs = [BarField.Close],
            Parameters = [IndicatorParameter.Bars("slow", 25), IndicatorParameter.Bars("fast", 13), IndicatorParameter.Bars("signal", 7)],
            Outputs = [new("tsi", "-100 to 100"), new("signal", "Average of it")],
            Warmup = p => (int)(p[0] + p[1] + p[2]) - 2,
            Kernel = IndicatorKernel.Of(p => new Tsi((int)p[0], (int)p[1], (int)p[2])),
        },
        new()
        {
            Name = "rvgi",
            Aliases = ["relativevigor"],
            Title = "Relative vigor index",
            Group = IndicatorGroup.Momentum,
            Description = "Where bars close above their open as a share of their range, about -1 to 1; 0 where there is no range.",
            Formula = "sum of s(close - open) / sum of s(high - low) over length, s(x) = (x + 2 x[1] + 2 x[2] + x[3]) / 6, signal = s(rvgi); first at bar length+2",
            Source = "Ehlers (2002), Relative Vigor Index.",
            Inputs = [BarField.Open, BarField.High, BarField.Low, BarField.Close],
            Parameters = [IndicatorParameter.Length(10)],
            Outputs = [new("rvgi", "Ratio"), new("signal", "Smoothed")],
            Warmup = p => (int)p[0] + 5,
            Kernel = IndicatorKernel.Of((p, memory) => new Rvgi((int)p[0], memory)),
        },
        new()
        {
            Name = "ao",
            Aliases = ["awesome"],
            Title = "Awesome oscillator",
            Group = IndicatorGroup.Momentum,
            Description = "Mean median price of few bars less that of many, in price.",
            Formula = "sma(m, fast) - sma(m, slow), m = (high + low) / 2; first value at bar slow-1",
            Source = "Williams (1998), New Trading Dimensions.",
            Inputs = [BarField.High, BarField.Low],
            Parameters = [IndicatorParameter.Bars("fast", 5), IndicatorParameter.Bars("slow", 34)],
            Outputs = [new("ao", "In price")],
            Warmup = p => (int)Math.Max(p[0], p[1]) - 1,
            Kernel = PerBar.Pair((p, memory) => new Awesome((int)p[0], (int)p[1], memory)),
        },
        new()
        {
            Name = "ac",
            Aliases = ["accelerator"],
            Title = "Accelerator oscillator",
            Group = IndicatorGroup.Momentum,
            Description = "Awesome oscillator less its mean, in price.",
            Formula = "ao - sma(ao, length); first value at bar slow+length-2",
            Source = "Williams (1998), New Trading Dimensions.",
            Inputs = [BarField.High, BarField.Low],
            Parameters = [IndicatorParameter.Bars("fast", 5), IndicatorParameter.Bars("slow", 34), IndicatorParameter.Length(5)],
            Outputs = [new("ac", "In price")],
            Warmup = p => (int)(Math.Max(p[0], p[1]) + p[2]) - 2,
            Kernel = PerBar.Pair((p, memory) => new Accelerator((int)p[0], (int)p[1], (int)p[2], memory)),
        },
        new()
        {
            Name = "bop",
            Title = "Balance of power",
            Group = IndicatorGroup.Momentum,
            Description = "Body as a share of the range, -1 to 1; 0 where there is no range.",
            Formula = "(close - open) / (high - low)",
            Source = "Livshin (2001); as TA-Lib, not smoothed.",
            Inputs = [BarField.Open, BarField.High, BarField.Low, BarField.Close],
            Outputs = [new("bop", "-1 to 1")],
            Warmup = _ => 0,
            Kernel = PerBar.Quad((_, _) => new BalanceOfPower()),
        },
    ];
}
