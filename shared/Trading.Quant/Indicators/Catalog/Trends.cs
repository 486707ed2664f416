using Trading.Domain.MarketData;
using Trading.Quant.Indicators.Kernels;

namespace Trading.Quant.Indicators.Catalog;

/// <summary>Trends and stops that follow them, beyond the common ones.</summary>
internal static class Trends
{
    public static IReadOnlyList<IndicatorDefinition> All { get; } =
    [
        new()
        {
            Name = "vortex",
            Title = "Vortex indicator",
            Group = IndicatorGroup.Trend,
            Description = "How far highs went from lows before, and lows from highs before, as shares of true range; 0 where there is no range.",
            Formula = "plus = sum of |high - low[1]| / sum of true range, minus = sum of |low - high[1]| / the same; first at bar length",
            Source = "Botes and Siepman (2010), The Vortex Indicator.",
            Inputs = [BarField.High, BarField.Low, BarField.Close],
            Parameters = [IndicatorParameter.Length(14)],
            Outputs = [new("plus", "Upward movement"), new("minus", "Downward movement")],
            Warmup = p => (int)p[0],
            Kernel = IndicatorKernel.Of((p, memory) => new Vortex((int)p[0], memory)),
        },
        new()
        {
            Name = "elderray",
            Title = "Elder ray",
            Group = IndicatorGroup.Trend,
            Description = "How far a bar's high and low lie above the average of closes, in price.",
            Formula = "bull = high - ema(close), bear = low - ema(close); first at bar length-1",
            Source = "Elder (1993), Trading for a Living.",
            Inputs = [BarField.High, BarField.Low, BarField.Close],
            Parameters = [IndicatorParameter.Length(13)],
            Outputs = [new("bull", "Bull power"), new("bear", "Bear power")],
            Warmup = p => (int)p[0] - 1,
            Kernel = IndicatorKernel.Of(p => new ElderRay((int)p[0])),
        },
        new()
        {
            Name = "chop",
            Aliases = ["choppiness"],
            Title = "Choppiness index",
            Group = IndicatorGroup.Trend,
            Description = "How much of what a price moved was no progress: near 100 sideways, near 0 in a straight trend; 100 where nothing moved.",
            Formula = "100 log10(sum of true range / (highest high - lowest low)) / log10(length); first at bar length",
            Source = "Dreiss (1992); true range from the second bar on. TradingView counts the first bar too.",
            Inputs = [BarField.High, BarField.Low, BarField.Close],
            Parameters = [IndicatorParameter.Bars("length", 14, minimum: 2)],
            Outputs = [new("chop", "0 to about 100")],
            Warmup = p => (int)p[0],
            Kernel = PerBar.Triple((p, memory) => new Choppiness((int)p[0], memory)),
        },
        new()
        {
            Name = "er",
            Aliases = ["efficiencyratio"],
            Title = "Efficiency ratio",
            Group = IndicatorGroup.Trend,
            Description = "Net change as a share of all changes: 1 in a straight line, near 0 sideways; 0 where nothing moved.",
            Formula = "|x - x[length]| / sum of |x - x[1]|; first at bar length",
            Source = "Kaufman (1995), Smarter Trading.",
            Inputs = [BarField.Close],
            Parameters = [IndicatorParameter.Length(10)],
            Outputs = [new("er", "0 to 1")],
            Warmup = p => (int)p[0],
            Kernel = IndicatorKernel.PerColumn((p, memory) => new EfficiencyRatio((int)p[0], memory)),
        },
        new()
        {
            Name = "vhf",
            Title = "Vertical horizontal filter",
            Group = IndicatorGroup.Trend,
            Description = "Range of closes as a share of all changes; high in a trend; 0 where nothing moved.",
            Formula = "(highest x - lowest x) / sum of |x - x[1]| over length; first at bar length",
            Source = "White (1991), The Vertical Horizontal Filter.",
            Inputs = [BarField.Close],
            Parameters = [IndicatorParameter.Length(28)],
            Outputs = [new("vhf", "Ratio")],
            Warmup = p => (int)p[0],
            Kernel = IndicatorKernel.PerColumn((p, memory) => new VerticalHorizontal((int)p[0], memory)),
        },
        new()
        {
            Name = "chandelier",
            Title = "Chandelier exit",
            Group = IndicatorGroup.Trend,
            Description = "Stops some average true ranges below the highest high and above the lowest low, in price.",
            Formula = "long = highest high - multiplier atr, short = lowest low + multiplier atr, all over length; first at bar length",
            Source = "Le Beau; Elder (2002), Come Into My Trading Room.",
            Inputs = [BarField.High, BarField.Low, BarField.Close],
            Parameters = [IndicatorParameter.Length(22), IndicatorParameter.Factor("multiplier", 3)],
            Outputs = [new("long", "Stop of a long position"), new("short", "Stop of a short position")],
            Warmup = p => (int)p[0],
            Kernel = IndicatorKernel.Of((p, memory) => new Chandelier((int)p[0], p[1], memory)),
        },
        new()
        {
            Name = "hilo",
            Aliases = ["gannhilo"],
            Title = "Gann high-low activator",
            Group = IndicatorGroup.Trend,
            Description = "Average low while the close is above it, average high while below: a stop that follows, in price.",
            Formula = "h = sma(high), l = sma(low); a close above h[1] turns to l, one below l[1] to h; begins with l; first at bar length",
            Source = "Krausz (1998), The New Gann Swing Chartist.",
            Inputs = [BarField.High, BarField.Low, BarField.Close],
            Parameters = [IndicatorParameter.Length(3)],
            Outputs = [new("hilo", "In price")],
            Warmup = p => (int)p[0],
            Kernel = PerBar.Triple((p, memory) => new HighLowActivator((int)p[0], memory)),
        },
        new()
        {
            Name = "fractals",
            Title = "Fractals",
            Group = IndicatorGroup.Trend,
            Description = "1 at the bar at which a turning point is known, wing bars after it, else 0.",
            Formula = "high[wing] above the highs of wing bars on both sides; low[wing] below the lows; first at bar 2 wing",
            Source = "Williams (1995), Trading Chaos; strict on both sides.",
            Inputs = [BarField.High, BarField.Low],
            Parameters = [IndicatorParameter.Bars("wing", 2)],
            Outputs = [new("upper", "1 for a high"), new("lower", "1 for a low")],
            Warmup = p => 2 * (int)p[0],
            Kernel = IndicatorKernel.Of((p, memory) => new Fractals((int)p[0], memory)),
        },
        new()
        {
            Name = "cog",
            Title = "Centre of gravity",
            Group = IndicatorGroup.Trend,
            Description = "Minus the mean age of values, weighed by them: higher when recent values are larger.",
            Formula = "-(sum of (k+1) x[k]) / (sum of x[k]), k from 0 to length-1; the middle where the sum is zero; first at bar length-1",
            Source = "Ehlers (2002), The CG Oscillator; as TradingView.",
            Inputs = [BarField.Close],
            Parameters = [IndicatorParameter.Length(10)],
            Outputs = [new("cog", "Bars")],
            Warmup = p => (int)p[0] - 1,
            Kernel = IndicatorKernel.PerColumn((p, memory) => new CentreOfGravity((int)p[0], memory)),
        },
    ];
}
