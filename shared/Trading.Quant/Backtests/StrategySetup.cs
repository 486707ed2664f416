using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Quant.Indicators;

namespace Trading.Quant.Backtests;

/// <summary>What a strategy is told, and asks for, before its first bar.</summary>
public sealed class StrategySetup
{
    private readonly IReadOnlyList<SimulatedInstrument> instruments;
    private readonly IndicatorCatalog catalog;
    private readonly List<IndicatorColumns> indicators;

    internal StrategySetup(IReadOnlyList<SimulatedInstrument> instruments, SimulationSettings settings, List<IndicatorColumns> indicators)
    {
        this.instruments = instruments;
        this.indicators = indicators;
        catalog = settings.Catalog;
        PeriodsPerYear = settings.PeriodsPerYear;
    }

    /// <summary>Number of instruments; they are called by their position from 0.</summary>
    public int InstrumentCount => instruments.Count;

    /// <summary>Bars in a year.</summary>
    public double PeriodsPerYear { get; }

    /// <summary>What an instrument is.</summary>
    public InstrumentId Instrument(int instrument) => instruments[instrument].Instrument;

    /// <summary>Asks for an indicator of the catalogue; its values are read as bars close.</summary>
    /// <param name="instrument">Of which instrument.</param>
    /// <param name="name">Name in the catalogue.</param>
    /// <param name="parameters">As many of its parameters as differ from their defaults, from the first on.</param>
    /// <exception cref="ArgumentException">No such indicator, or parameters that it does not allow.</exception>
    public IndicatorHandle Indicator(int instrument, string name, params IReadOnlyList<double> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var definition = catalog.Find(name) ?? throw new ArgumentException($"There is no indicator '{name}'.", nameof(name));
        if (parameters.Count > definition.Parameters.Count)
            throw new ArgumentException($"{name} takes {definition.Parameters.Count} parameters, not {parameters.Count}.", nameof(parameters));
        double[] all = [.. definition.Parameters.Select((parameter, at) => at < parameters.Count ? parameters[at] : parameter.Default)];
        for (var i = 0; i < all.Length; i++)
        {
            if (!definition.Parameters[i].Allows(all[i]))
                throw new ArgumentException(FormattableString.Invariant($"{name} is called with {all[i]}; expected {definition.Parameters[i]}."), nameof(parameters));
        }

        return Add(instrument, definition, all, definition.Inputs);
    }

    internal IndicatorHandle Add(int instrument, IndicatorDefinition definition, IReadOnlyList<double> parameters, IReadOnlyList<BarField> inputs)
    {
        indicators.Add(new IndicatorColumns(instrument, definition, parameters, inputs, instruments[instrument].SeenBars));
        return new IndicatorHandle(indicators.Count - 1);
    }

    /// <summary>All bars of an instrument, for rules, which are evaluated ahead in blocks: a rule's value at a bar follows from it and those before.</summary>
    internal BarSeries BarsAhead(int instrument) => instruments[instrument].SeenBars;
}
