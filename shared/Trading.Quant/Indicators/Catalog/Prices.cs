namespace Trading.Quant.Indicators.Catalog;

/// <summary>Prices made of other prices.</summary>
internal static class Prices
{
    public static IReadOnlyList<IndicatorDefinition> All { get; } = [];
}
