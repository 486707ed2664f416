using Trading.Domain.MarketData;
using Trading.Domain.Markets;

namespace Trading.Domain.Strategies;

/// <summary>A strategy and what it is put to work on.</summary>
/// <param name="Name">What its owner calls it.</param>
/// <param name="Instrument">What it trades; of several the first.</param>
/// <param name="Interval">Bars it is evaluated on.</param>
/// <param name="Rules">When it trades and how much, with a value in the place of every parameter.</param>
/// <param name="Costs">Costs it is charged when simulated.</param>
public sealed record StrategyDocument(string Name, InstrumentId Instrument, Interval Interval, StrategyRules Rules, TradingCosts Costs)
{
    /// <summary>What it trades beside <see cref="Instrument"/>, of the same market.</summary>
    public IReadOnlyList<InstrumentId> OtherInstruments { get; init; } = [];

    /// <summary>Numbers that its rules leave open, in the order in which its owner lists them; <see cref="Rules"/> have their defaults.</summary>
    public IReadOnlyList<StrategyParameter> Parameters { get; init; } = [];

    /// <summary>The rules as written, with <c>$name</c> where a parameter stands; null when there are no parameters.</summary>
    public StrategyRules? OpenRules { get; init; }

    /// <summary>The rules as its owner wrote them.</summary>
    public StrategyRules Written => OpenRules ?? Rules;

    /// <summary>Whose ticks, price limits, transaction tax and regulators' fees hold when it is simulated; null for none.</summary>
    public Segment? Segment { get; init; }

    /// <summary>Units it trades in multiples of: whole ones where its sizing or its segment says so; zero for fractions.</summary>
    public decimal Lot => Rules.Sizing.WholeUnits ? 1 : Segment is { } segment ? SegmentRules.LotOf(segment) : 0;

    /// <summary>What it is for, in its owner's words.</summary>
    public string? Description { get; init; }

    /// <summary>What it bets on; null when its owner doesn't say.</summary>
    public StrategyKind? Kind { get; init; }

    /// <summary>The strategy with other values of its parameters.</summary>
    /// <param name="values">Values by name; what is not there keeps its default.</param>
    public StrategyDocument With(IReadOnlyDictionary<string, double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        StrategyParameter[] changed = [.. Parameters.Select(parameter =>
            parameter with { Default = values.FirstOrDefault(value => parameter.Name.Equals(value.Key, StringComparison.OrdinalIgnoreCase), new(parameter.Name, parameter.Default)).Value })];
        return this with { Parameters = changed, Rules = Placeholders.Fill(Written, name => ValueOf(changed, name)) };
    }

    /// <summary>The default of a parameter; null when there is none of that name.</summary>
    public static double? ValueOf(IEnumerable<StrategyParameter> parameters, string name) =>
        parameters.FirstOrDefault(parameter => parameter.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Default;

    /// <summary>True for a document that says the same.</summary>
    public bool Equals(StrategyDocument? other) => other is not null && Name == other.Name && Instrument == other.Instrument && Interval == other.Interval &&
        Rules == other.Rules && OpenRules == other.OpenRules && Costs == other.Costs && Segment == other.Segment && Description == other.Description &&
        Kind == other.Kind && OtherInstruments.SequenceEqual(other.OtherInstruments) && Parameters.SequenceEqual(other.Parameters);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Instrument, Interval, Rules, Costs);

    /// <summary>Everything it trades.</summary>
    public IEnumerable<InstrumentId> Universe => OtherInstruments.Prepend(Instrument);
}
