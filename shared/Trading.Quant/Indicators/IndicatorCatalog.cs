using System.Collections.Frozen;
using Trading.Quant.Indicators.Catalog;

namespace Trading.Quant.Indicators;

/// <summary>The indicators that the product knows, by name.</summary>
public sealed class IndicatorCatalog
{
    private readonly FrozenDictionary<string, IndicatorDefinition> byName;

    /// <summary>A catalogue of given indicators.</summary>
    /// <exception cref="ArgumentException">Two share a name or an alias.</exception>
    public IndicatorCatalog(params IReadOnlyList<IndicatorDefinition> indicators)
    {
        ArgumentNullException.ThrowIfNull(indicators);
        All = indicators;
        byName = indicators.SelectMany(indicator => indicator.Aliases.Prepend(indicator.Name).Select(name => (name, indicator)))
            .ToDictionary(known => known.name, known => known.indicator, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Everything that comes with the product.</summary>
    public static IndicatorCatalog Default { get; } = new(
    [
        .. Averages.All, .. Smoothings.All, .. Momentum.All, .. Oscillators.All, .. MoreOscillators.All, .. Trend.All, .. Trends.All,
        .. Volatility.All, .. Dispersions.All, .. Statistics.All, .. Volume.All, .. Flows.All, .. Prices.All, .. Levels.All, .. Patterns.All,
    ]);

    /// <summary>Every indicator, in the order in which they are listed to a reader.</summary>
    public IReadOnlyList<IndicatorDefinition> All { get; }

    /// <summary>The indicator of a name or alias, whatever its case; null when there is none.</summary>
    public IndicatorDefinition? Find(string name) => byName.GetValueOrDefault(name);
}
