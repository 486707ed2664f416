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
        OfLength("sma", Sma.Compute, length => new Sma.State(length)),
        OfLength("ema", Ema.Compute, length => new Ema.State(length)),
        OfLength("rsi", Rsi.Compute, length => new Rsi.State(length)),
    ]);

    /// <summary>Every indicator, in the order in which they are listed to a reader.</summary>
    public IReadOnlyList<IndicatorDefinition> All { get; }

    /// <summary>The indicator of a name, whatever its case; null when there is none.</summary>
    public IndicatorDefinition? Find(string name) => byName.GetValueOrDefault(name);

    private delegate void LengthFunction(ReadOnlySpan<double> values, int length, Span<double> result);

    private static IndicatorDefinition OfLength(string name, LengthFunction compute, Func<int, IndicatorState> start) => new(
        name, [BarField.Close], [IndicatorParameter.Length],
        (inputs, parameters, result) => compute(inputs[0].Span, (int)parameters[0], result),
        parameters => start((int)parameters[0]));
}
