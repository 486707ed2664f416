namespace Trading.Quant.Indicators.Catalog;

/// <summary>Direction and strength of trends.</summary>
internal static class Trend
{
    public static IReadOnlyList<IndicatorDefinition> All { get; } = [];
}
