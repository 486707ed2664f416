using Trading.Domain.MarketData;
using Trading.Quant.Indicators.Kernels;

namespace Trading.Quant.Indicators.Catalog;

/// <summary>Direction and strength of trends, and stops that follow them.</summary>
internal static class Trend
{
    public static IReadOnlyList<IndicatorDefinition> All { get; } =
    [
        new()
        {
            Name = "adx",
            Aliases = ["dmi"],
            Title = "Average directional index",
            Group = IndicatorGroup.Trend,
            Description = "Strength of a trend of either direction, and how much of all movement goes up and down, each 0 to 100; 0 where nothing moved.",
            Formula = "plus and minus directional movement and true range, Wilder means seeded with the first length; DI = 100 DM / TR from bar length, dx = 100 |plus - minus| / (plus + minus), adx = Wilder mean of dx from bar 2 length - 1",
            Source = "Wilder (1978), New Concepts in Technical Trading Systems; seed as Stock.Indicators and TradingView, agreeing with TA-Lib (seeded with length - 1) after about 300 bars; 0 without movement as TA-Lib.",
            Inputs = [BarField.High, BarField.Low, BarField.Close],
            Parameters = [IndicatorParameter.Length(14)],
            Outputs =
            [
                new("adx", "Strength, 0 to 100"),
                new("plus_di", "Share of new highs in the range, 0 to 100"),
                new("minus_di", "Share of new lows in the range, 0 to 100"),
            ],
            Warmup = p => (2 * (int)p[0]) - 1,
            Kernel = IndicatorKernel.Of(p => new Adx((int)p[0])),
        },
        new()
        {
            Name = "aroon",
            Title = "Aroon",
            Group = IndicatorGroup.Trend,
            Description = "How recent the highest high and the lowest low are, 100 (now) to 0 (length bars ago); of equal extremes the newest counts.",
            Formula = "100 (length - bars since the extreme of this and the last length bars) / length; oscillator = up - down; first value at bar length",
            Source = "Chande (1995); TA-Lib and Stock.Indicators agree.",
            Inputs = [BarField.High, BarField.Low],
            Parameters = [IndicatorParameter.Length(25)],
            Outputs =
            [
                new("up", "Recency of the highest high, 0 to 100"),
                new("down", "Recency of the lowest low, 0 to 100"),
                new("oscillator", "up less down, -100 to 100"),
            ],
            Warmup = p => (int)p[0],
            Kernel = IndicatorKernel.Of((p, memory) => new Aroon((int)p[0], memory)),
        },
        new()
        {
            Name = "ichimoku",
            Title = "Ichimoku cloud",
            Group = IndicatorGroup.Trend,
            Description = "Middles of the ranges of few, more and many bars, in the unit of the price; senkou a and b stand at the bar where they are drawn, shift bars after they are known.",
            Formula = "tenkan, kijun, senkou b = (highest high + lowest low) / 2 over their lengths; senkou a = (tenkan + kijun) / 2; senkou a and b shift bars later; chikou = close, drawn shift bars back",
            Source = "Hosoda (1969); shift 26 as Stock.Indicators. TradingView's study displaces by one bar less: ichimoku(9, 26, 52, 25).",
            Inputs = [BarField.High, BarField.Low, BarField.Close],
            Parameters = [IndicatorParameter.Bars("tenkan", 9), IndicatorParameter.Bars("kijun", 26), IndicatorParameter.Bars("senkou", 52), IndicatorParameter.Bars("shift", 26, minimum: 0)],
            Constraints = [new("tenkan below kijun", p => p[0] < p[1]), new("kijun below senkou", p => p[1] < p[2])],
            Outputs =
            [
                new("tenkan", "Conversion line, in the unit of the price"),
                new("kijun", "Base line, in the unit of the price"),
                new("senkou_a", "One edge of the cloud, in the unit of the price"),
                new("senkou_b", "Other edge of the cloud, in the unit of the price"),
                new("chikou", "The close, drawn back, in the unit of the price") { DrawnBack = p => (int)p[3] },
            ],
            Warmup = p => (int)(p[2] + p[3]) - 1,
            Kernel = IndicatorKernel.Of((p, memory) => new Ichimoku((int)p[0], (int)p[1], (int)p[2], (int)p[3], memory)),
        },
        new()
        {
            Name = "psar",
            Aliases = ["sar"],
            Title = "Parabolic stop and reverse",
            Group = IndicatorGroup.Trend,
            Description = "A stop that closes in on the price the faster the longer the trend makes new extremes, in the unit of the price: below it in a rise, above it in a fall.",
            Formula = "sar += share (extreme - sar), share grows by step with each new extreme up to maximum, sar kept out of the last two bars; touched, the trend turns and sar becomes the old extreme, moved out of the last two bars; from bar 1, first trend by the larger directional movement",
            Source = "Wilder (1978), New Concepts in Technical Trading Systems; start and reversal bar as TA-Lib. Stock.Indicators begins upwards and leaves the old extreme where it is.",
            Inputs = [BarField.High, BarField.Low],
            Parameters = [new("step", 0.02, 0.0001, 1, IsWhole: false), new("maximum", 0.2, 0.0001, 1, IsWhole: false)],
            Constraints = [new("step at most maximum", p => p[0] <= p[1])],
            Outputs = [new("sar", "The stop, in the unit of the price")],
            Warmup = _ => 1,
            Kernel = IndicatorKernel.Of(p => new Psar(p[0], p[1])),
        },
        new()
        {
            Name = "supertrend",
            Title = "Supertrend",
            Group = IndicatorGroup.Trend,
            Description = "A stop that only moves towards the price, in the unit of the price: lower while the trend is up, upper while it is down, one of the two at a time.",
            Formula = "(high + low) / 2 -/+ multiplier x atr(length), moved only towards the price unless the close before was beyond; the trend turns when a close reaches the stop; first value at bar length",
            Source = "Seban; as Stock.Indicators.",
            Inputs = [BarField.High, BarField.Low, BarField.Close],
            Parameters = [IndicatorParameter.Length(10), IndicatorParameter.Factor("multiplier", 3)],
            Outputs =
            [
                new("supertrend", "The stop, in the unit of the price"),
                new("upper", "The stop in a fall, otherwise no value"),
                new("lower", "The stop in a rise, otherwise no value"),
            ],
            Warmup = p => (int)p[0],
            Kernel = IndicatorKernel.Of(p => new Supertrend((int)p[0], p[1])),
        },
        new()
        {
            Name = "linregslope",
            Title = "Slope of the regression line",
            Group = IndicatorGroup.Trend,
            Description = "Steepness of the straight line nearest to the last values, in the unit of its input per bar.",
            Formula = "covariance of bar number and x over length bars / variance of bar number; first value at bar length-1",
            Source = "Least squares, Legendre (1805); as TA-Lib and Stock.Indicators.",
            Inputs = [BarField.Close],
            Parameters = [IndicatorParameter.Bars("length", 14, minimum: 2)],
            Outputs = [new("linregslope", "Per bar, in the unit of its input")],
            Warmup = p => (int)p[0] - 1,
            Kernel = IndicatorKernel.PerColumn((p, memory) => new LinRegSlope((int)p[0], memory)),
        },
    ];
}
