using Trading.Domain.MarketData;
using Trading.Quant.Indicators.Kernels;

namespace Trading.Quant.Indicators.Catalog;

/// <summary>Figures of the last values as a sample.</summary>
internal static class Statistics
{
    public static IReadOnlyList<IndicatorDefinition> All { get; } =
    [
        new()
        {
            Name = "linreg",
            Aliases = ["linearreg"],
            Title = "Linear regression",
            Group = IndicatorGroup.Trend,
            Description = "Least-squares line through the last values, in the unit of its input; one that is flat explains 0.",
            Formula = "linreg = the line at the newest value, intercept = at the oldest, angle = atan(slope) in degrees, forecast = one bar on, r2 = share of the variance explained; first at bar length-1",
            Source = "Least squares; as TA-Lib LINEARREG, LINEARREG_INTERCEPT, LINEARREG_ANGLE and TSF.",
            Inputs = [BarField.Close],
            Parameters = [IndicatorParameter.Bars("length", 14, minimum: 2)],
            Outputs = [new("linreg", "End of the line"), new("intercept", "Beginning of the line"), new("angle", "Degrees, of price by bar"), new("forecast", "The line one bar on"), new("r2", "0 to 1")],
            Warmup = p => (int)p[0] - 1,
            Kernel = IndicatorKernel.Of((p, memory) => new Regression((int)p[0], memory)),
        },
        new()
        {
            Name = "cfo",
            Title = "Chande forecast oscillator",
            Group = IndicatorGroup.Momentum,
            Description = "Value less the least-squares line at its end, in percent of the value; 0 where that is zero.",
            Formula = "100 (x - linreg(x, length)) / x; first at bar length-1",
            Source = "Chande and Kroll (1994), The New Technical Trader; as TradingView.",
            Inputs = [BarField.Close],
            Parameters = [IndicatorParameter.Length(14)],
            Outputs = [new("cfo", "Percent")],
            Warmup = p => (int)p[0] - 1,
            Kernel = IndicatorKernel.PerColumn((p, memory) => new ForecastOscillator((int)p[0], memory)),
        },
        new()
        {
            Name = "median",
            Title = "Moving median",
            Group = IndicatorGroup.Average,
            Description = "Value with as many of the last above as below, in their unit.",
            Formula = "sorted, the middle one, or the mean of the two in the middle; first at bar length-1",
            Source = "Common.",
            Inputs = [BarField.Close],
            Parameters = [IndicatorParameter.Length(20)],
            Outputs = [new("median", "In the unit of its input")],
            Warmup = p => (int)p[0] - 1,
            Kernel = IndicatorKernel.PerColumn((p, memory) => new Quantile((int)p[0], 0.5, memory)),
        },
        new()
        {
            Name = "quantile",
            Title = "Moving quantile",
            Group = IndicatorGroup.Volatility,
            Description = "Value below which a share of the last values lies, in their unit.",
            Formula = "sorted, the one at place share (length-1), with a straight line between neighbours; first at bar length-1",
            Source = "Hyndman and Fan (1996), The American Statistician 50(4), type 7.",
            Inputs = [BarField.Close],
            Parameters = [IndicatorParameter.Length(20), new("share", 0.9, 0, 1, IsWhole: false)],
            Outputs = [new("quantile", "In the unit of its input")],
            Warmup = p => (int)p[0] - 1,
            Kernel = IndicatorKernel.PerColumn((p, memory) => new Quantile((int)p[0], p[1], memory)),
        },
        new()
        {
            Name = "percentrank",
            Title = "Percent rank",
            Group = IndicatorGroup.Momentum,
            Description = "Percentage of the values before that are not above the newest, 0 to 100.",
            Formula = "100 (number of x[1..length] <= x) / length; first at bar length",
            Source = "As TradingView ta.percentrank.",
            Inputs = [BarField.Close],
            Parameters = [IndicatorParameter.Length(20)],
            Outputs = [new("percentrank", "0 to 100")],
            Warmup = p => (int)p[0],
            Kernel = IndicatorKernel.PerColumn((p, memory) => new PercentRanks((int)p[0], memory)),
        },
        new()
        {
            Name = "meandev",
            Aliases = ["avgdev"],
            Title = "Mean deviation",
            Group = IndicatorGroup.Volatility,
            Description = "Mean distance from the mean, in the unit of its input. Takes as many steps a bar as it is long.",
            Formula = "sum of |x - mean| / length; first at bar length-1",
            Source = "As TA-Lib AVGDEV.",
            Inputs = [BarField.Close],
            Parameters = [IndicatorParameter.Length(20)],
            Outputs = [new("meandev", "In the unit of its input")],
            Warmup = p => (int)p[0] - 1,
            Kernel = IndicatorKernel.PerColumn((p, memory) => new Distribution(Shape.MeanDeviation, (int)p[0], memory)),
        },
        new()
        {
            Name = "skew",
            Title = "Skewness",
            Group = IndicatorGroup.Volatility,
            Description = "Third moment: below 0 with a long tail downwards; 0 where nothing varies. Takes as many steps a bar as it is long.",
            Formula = "mean of (x - mean)^3 / stddev^3; first at bar length-1",
            Source = "Population form.",
            Inputs = [BarField.Close],
            Parameters = [IndicatorParameter.Length(20)],
            Outputs = [new("skew", "No unit")],
            Warmup = p => (int)p[0] - 1,
            Kernel = IndicatorKernel.PerColumn((p, memory) => new Distribution(Shape.Skew, (int)p[0], memory)),
        },
        new()
        {
            Name = "kurtosis",
            Title = "Excess kurtosis",
            Group = IndicatorGroup.Volatility,
            Description = "Fourth moment less 3: above 0 with fat tails; 0 where nothing varies. Takes as many steps a bar as it is long.",
            Formula = "mean of (x - mean)^4 / stddev^4 - 3; first at bar length-1",
            Source = "Population form, less 3 of the normal distribution.",
            Inputs = [BarField.Close],
            Parameters = [IndicatorParameter.Length(20)],
            Outputs = [new("kurtosis", "No unit")],
            Warmup = p => (int)p[0] - 1,
            Kernel = IndicatorKernel.PerColumn((p, memory) => new Distribution(Shape.Kurtosis, (int)p[0], memory)),
        },
    ];
}
