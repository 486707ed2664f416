using System.Collections.Frozen;
using Trading.Domain.MarketData;

namespace Trading.Quant.Indicators;

/// <summary>The indicators that the product knows, by name.</summary>
public sealed class IndicatorCatalog
{
    private readonly FrozenDictionary<string, IndicatorDefinition> byName;

    /// <summary>A catalogue of given indicators.</summary>
    /// <exception cref="ArgumentException">Two share a name.</exception>
    public IndicatorCatalog(IReadOnlyList<IndicatorDefinition> indicators)
    {
        ArgumentNullException.ThrowIfNull(indicators);
        All = indicators;
        byName = indicators.ToDictionary(indicator => indicator.Name, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Everything that comes with the product.</summary>
    public static IndicatorCatalog Default { get; } = new(
    [
        OfLength("sma", "Mean of the last values", length => length - 1, length => new Sma.State(length)),
        OfLength("ema", "Exponentially weighted mean", length => length - 1, length => new Ema.State(length)),
        OfLength("rsi", "Relative strength, 0 to 100", length => length, length => new Rsi.State(length)),
    ]);

    /// <summary>Every indicator, in the order in which they are listed to a reader.</summary>
    public IReadOnlyList<IndicatorDefinition> All { get; }

    /// <summary>The indicator of a name, whatever its case; null when there is none.</summary>
    public IndicatorDefinition? Find(string name) => byName.GetValueOrDefault(name);

    private static IndicatorDefinition OfLength(string name, string meaning, Func<int, int> warmup, Func<int, IndicatorState> start) => new()
    {
        Name = name,
        Inputs = [BarField.Close],
        Parameters = [IndicatorParameter.Length(name == "rsi" ? 14 : 20)],
        Outputs = [new IndicatorOutput(name, meaning)],
        Warmup = parameters => warmup((int)parameters[0]),
        Start = parameters => start((int)parameters[0]),
    };
}
