using Trading.Domain.MarketData;
using Trading.Domain.Markets;

namespace Trading.Quant.Backtests;

/// <summary>What is traded in a run. It may begin later than others, miss bars, and end before them: then it was delisted, and its holders were paid its last close.</summary>
/// <param name="Instrument">What it is.</param>
/// <param name="Bars">Prices at which it trades: raw with <see cref="Actions"/>, or adjusted without.</param>
public sealed record SimulatedInstrument(InstrumentId Instrument, BarSeries Bars)
{
    /// <summary>Bars that rules and indicators see instead, with the same times: adjusted for splits where <see cref="Bars"/> are raw. Null for the same.</summary>
    public BarSeries? AdjustedBars { get; init; }

    /// <summary>Splits and dividends, oldest first.</summary>
    public IReadOnlyList<CorporateAction> Actions { get; init; } = [];

    /// <summary>Whose ticks, price limits, transaction tax and regulators' fees hold; null for none.</summary>
    public Segment? Segment { get; init; }

    /// <summary>Units are traded in multiples of it; zero for fractions.</summary>
    public decimal Lot { get; init; }

    /// <summary>True when its bars may end before those of others without its being delisted: the data ends, not the instrument.</summary>
    public bool StaysListed { get; init; }

    /// <summary>Position of the first bar at which it trades; rules and indicators see those before as its past.</summary>
    public int FirstBar { get; init; }

    internal BarSeries SeenBars => AdjustedBars ?? Bars;
}
