using Trading.Domain.MarketData;
using Trading.Quant.Indicators.Candles;

namespace Trading.Quant.Indicators.Catalog;

/// <summary>Shapes of candles.</summary>
internal static class Patterns
{
    public static IReadOnlyList<IndicatorDefinition> All { get; } = [.. CandlePatterns.All.Select(Define)];

    private static IndicatorDefinition Define(CandlePattern pattern) => new()
    {
        Name = pattern.Name,
        Aliases = pattern.ReferenceName is { } reference ? [$"cdl{reference.ToLowerInvariant()}", .. pattern.Aliases] : pattern.Aliases,
        Title = pattern.Title,
        Group = IndicatorGroup.Pattern,
        Description = $"Candle pattern: {pattern.Description}. 100 where a bullish one is complete, -100 where a bearish one is, else 0.",
        Formula = "Body: |close - open|. Long and short: beside the mean body of the 10 bars before. Doji and no shadow: within 0.1 of their mean range. " +
            "Short shadow: less than half of their mean shadows. Long shadow: longer than the body; very long: than twice the body. " +
            "Same, near, far: 0.05, 0.2, 0.6 of the mean range of the 5 bars before",
        Source = SourceOf(pattern),
        Inputs = [BarField.Open, BarField.High, BarField.Low, BarField.Close],
        Parameters = pattern.Penetration is { } depth ? [new IndicatorParameter("penetration", depth, 0, 1, IsWhole: false)] : [],
        Outputs = [new(pattern.Name, "100 bullish, -100 bearish, 0 neither")],
        Warmup = _ => pattern.Warmup,
        Kernel = IndicatorKernel.Of((p, memory) => new CandleKernel(pattern, p.Count > 0 ? p[0] : 0, memory)),
    };

    private static string SourceOf(CandlePattern pattern) => pattern.ReferenceName switch
    {
        null => "Nison (1991), Japanese Candlestick Charting Techniques; what counts as the same as in TA-Lib.",
        "HIKKAKE" or "HIKKAKEMOD" => $"Chesler (2003); TA-Lib CDL{pattern.ReferenceName} with its default settings, the pattern alone: its later confirmation (200) is not marked.",
        "ENGULFING" or "HARAMI" or "HARAMICROSS" => $"Nison (1991); TA-Lib CDL{pattern.ReferenceName} with its default settings; where bodies share an end TA-Lib may say 80, here it is 100.",
        _ => $"Nison (1991), Morris (2006); TA-Lib CDL{pattern.ReferenceName} with its default settings.",
    };
}
