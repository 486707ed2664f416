namespace Trading.Quant.Indicators.Catalog;

/// <summary>Width of movement.</summary>
internal static class Volatility
{
    public static IReadOnlyList<IndicatorDefinition> All { get; } = [];
}
