namespace Trading.Quant.Indicators.Catalog;

/// <summary>Shapes of candles.</summary>
internal static class Patterns
{
    public static IReadOnlyList<IndicatorDefinition> All { get; } = [];
}
