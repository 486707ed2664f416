using Trading.Domain.MarketData;
using Trading.Domain.Markets;

namespace Trading.Domain.Strategies;

/// <summary>A strategy and what it is put to work on.</summary>
/// <param name="Name">What its owner calls it.</param>
/// <param name="Instrument">What it trades; of several the first.</param>
/// <param name="Interval">Bars it is evaluated on.</param>
/// <param name="Rules">When it trades and how much.</param>
/// <param name="Costs">Costs it is charged when simulated.</param>
public sealed record StrategyDocument(string Name, InstrumentId Instrument, Interval Interval, StrategyRules Rules, TradingCosts Costs)
{
    /// <summary>What it trades beside <see cref="Instrument"/>, of the same market.</summary>
    public IReadOnlyList<InstrumentId> OtherInstruments
    {
        get;
        init => field = value.Count == 0 ? [] : value;   // always the same empty list, so that equal documents are equal
    } = [];

    /// <summary>Whose ticks, price limits, transaction tax and regulators' fees hold when it is simulated; null for none.</summary>
    public Segment? Segment { get; init; }

    /// <summary>Units it trades in multiples of: whole ones where its sizing or its segment says so; zero for fractions.</summary>
    public decimal Lot => Rules.Sizing.WholeUnits ? 1 : Segment is { } segment ? SegmentRules.LotOf(segment) : 0;

    /// <summary>What it is for, in its owner's words.</summary>
    public string? Description { get; init; }

    /// <summary>What it bets on; null when its owner doesn't say.</summary>
    public StrategyKind? Kind { get; init; }

    /// <summary>Everything it trades.</summary>
    public IEnumerable<InstrumentId> Universe => OtherInstruments.Prepend(Instrument);
}
