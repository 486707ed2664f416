namespace Trading.Quant.Indicators.Catalog;

/// <summary>Indicators that weigh by units traded.</summary>
internal static class Volume
{
    public static IReadOnlyList<IndicatorDefinition> All { get; } = [];
}
