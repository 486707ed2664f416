using Trading.Domain.MarketData;
using Trading.Quant.Indicators.Kernels;

namespace Trading.Quant.Indicators.Catalog;

/// <summary>Candles, levels and prices made of a bar or a day.</summary>
internal static class Levels
{
    public static IReadOnlyList<IndicatorDefinition> All { get; } =
    [
        new()
        {
            Name = "heikinashi",
            Aliases = ["ha"],
            Title = "Heikin-ashi",
            Group = IndicatorGroup.Price,
            Description = "Candles that smooth: each opens in the middle of the body before and closes at its mean price.",
            Formula = "close = (o + h + l + c) / 4, open = (open[1] + close[1]) / 2, the first (o + c) / 2, high and low the extremes of h or l, open and close",
            Source = "Valcu (2004), Using the Heikin-Ashi Technique; as Stock.Indicators.",
            Inputs = [BarField.Open, BarField.High, BarField.Low, BarField.Close],
            Outputs = [new("open", "First price"), new("high", "Highest price"), new("low", "Lowest price"), new("close", "Last price")],
            Warmup = _ => 0,
            Kernel = IndicatorKernel.Of(_ => new HeikinAshi()),
        },
        new()
        {
            Name = "pivots",
            Aliases = ["pivotpoints"],
            Title = "Pivot points",
            Group = IndicatorGroup.Price,
            Description = "Levels of the UTC day before the bar's, in price; none on the first day. On intraday bars the warm-up is that day.",
            Formula = "p = (h + l + c) / 3, r1 = 2 p - l, s1 = 2 p - h, r2 = p + (h - l), s2 = p - (h - l), r3 = h + 2 (p - l), s3 = l - 2 (h - p); h, l, c of the day before",
            Source = "Floor traders' levels; Person (2004), A Complete Guide to Technical Trading Tactics.",
            Inputs = [BarField.High, BarField.Low, BarField.Close],
            Outputs = [new("pivot", "Pivot"), new("r1", "First resistance"), new("r2", "Second resistance"), new("r3", "Third resistance"), new("s1", "First support"), new("s2", "Second support"), new("s3", "Third support")],
            Warmup = _ => 1,
            Kernel = IndicatorKernel.Of(_ => new Pivots(PivotKind.Classic)),
        },
        new()
        {
            Name = "pivotsfibonacci",
            Title = "Fibonacci pivot points",
            Group = IndicatorGroup.Price,
            Description = "Levels of the UTC day before the bar's, in price; none on the first day. On intraday bars the warm-up is that day.",
            Formula = "p = (h + l + c) / 3, r and s = p +- 0.382, 0.618, 1 (h - l); h, l, c of the day before",
            Source = "Common; as Stock.Indicators.",
            Inputs = [BarField.High, BarField.Low, BarField.Close],
            Outputs = [new("pivot", "Pivot"), new("r1", "First resistance"), new("r2", "Second resistance"), new("r3", "Third resistance"), new("s1", "First support"), new("s2", "Second support"), new("s3", "Third support")],
            Warmup = _ => 1,
            Kernel = IndicatorKernel.Of(_ => new Pivots(PivotKind.Fibonacci)),
        },
        new()
        {
            Name = "pivotscamarilla",
            Title = "Camarilla pivot points",
            Group = IndicatorGroup.Price,
            Description = "Levels of the UTC day before the bar's, in price; none on the first day. On intraday bars the warm-up is that day.",
            Formula = "p = (h + l + c) / 3, r and s = c +- 1.1 (h - l) / 12, / 6, / 4; h, l, c of the day before",
            Source = "Scott (1989); as Stock.Indicators.",
            Inputs = [BarField.High, BarField.Low, BarField.Close],
            Outputs = [new("pivot", "Pivot"), new("r1", "First resistance"), new("r2", "Second resistance"), new("r3", "Third resistance"), new("s1", "First support"), new("s2", "Second support"), new("s3", "Third support")],
            Warmup = _ => 1,
            Kernel = IndicatorKernel.Of(_ => new Pivots(PivotKind.Camarilla)),
        },
        new()
        {
            Name = "midpoint",
            Title = "Midpoint",
            Group = IndicatorGroup.Price,
            Description = "Middle between the highest and the lowest of the last values.",
            Formula = "(highest(x) + lowest(x)) / 2; first at bar length-1",
            Source = "As TA-Lib.",
            Inputs = [BarField.Close],
            Parameters = [IndicatorParameter.Length(14)],
            Outputs = [new("midpoint", "In the unit of its input")],
            Warmup = p => (int)p[0] - 1,
            Kernel = IndicatorKernel.PerColumn((p, memory) => new MidPoint((int)p[0], memory)),
        },
        new()
        {
            Name = "midprice",
            Title = "Midprice",
            Group = IndicatorGroup.Price,
            Description = "Middle between the highest high and the lowest low, in price.",
            Formula = "(highest(high) + lowest(low)) / 2; first at bar length-1",
            Source = "As TA-Lib.",
            Inputs = [BarField.High, BarField.Low],
            Parameters = [IndicatorParameter.Length(14)],
            Outputs = [new("midprice", "In price")],
            Warmup = p => (int)p[0] - 1,
            Kernel = IndicatorKernel.Of((p, memory) => new MidPrice((int)p[0], memory)),
        },
        new()
        {
            Name = "avgprice",
            Aliases = ["ohlc4"],
            Title = "Average price",
            Group = IndicatorGroup.Price,
            Description = "Mean of the four prices of a bar.",
            Formula = "(open + high + low + close) / 4",
            Source = "As TA-Lib.",
            Inputs = [BarField.Open, BarField.High, BarField.Low, BarField.Close],
            Outputs = [new("avgprice", "In price")],
            Warmup = _ => 0,
            Kernel = PerBar.Quad((_, _) => new AveragePrice()),
        },
        new()
        {
            Name = "medprice",
            Aliases = ["hl2"],
            Title = "Median price",
            Group = IndicatorGroup.Price,
            Description = "Middle of the range of a bar.",
            Formula = "(high + low) / 2",
            Source = "As TA-Lib.",
            Inputs = [BarField.High, BarField.Low],
            Outputs = [new("medprice", "In price")],
            Warmup = _ => 0,
            Kernel = PerBar.Pair((_, _) => new MedianPrice()),
        },
        new()
        {
            Name = "typprice",
            Aliases = ["hlc3"],
            Title = "Typical price",
            Group = IndicatorGroup.Price,
            Description = "Mean of high, low and close.",
            Formula = "(high + low + close) / 3",
            Source = "As TA-Lib.",
            Inputs = [BarField.High, BarField.Low, BarField.Close],
            Outputs = [new("typprice", "In price")],
            Warmup = _ => 0,
            Kernel = PerBar.Triple((_, _) => new TypicalPrice()),
        },
        new()
        {
            Name = "wclprice",
            Aliases = ["hlcc4"],
            Title = "Weighted close",
            Group = IndicatorGroup.Price,
            Description = "Mean of high, low and twice the close.",
            Formula = "(high + low + 2 close) / 4",
            Source = "As TA-Lib.",
            Inputs = [BarField.High, BarField.Low, BarField.Close],
            Outputs = [new("wclprice", "In price")],
            Warmup = _ => 0,
            Kernel = PerBar.Triple((_, _) => new WeightedClose()),
        },
    ];
}
