using Trading.Domain.MarketData;

namespace Trading.Quant.Backtests;

/// <summary>A run as a strategy may see it, whatever numbers it is kept in.</summary>
internal abstract class SimulationState
{
    private readonly BarSeries[] seen;

    protected SimulationState(IReadOnlyList<SimulatedInstrument> instruments)
    {
        Instruments = instruments;
        seen = [.. instruments.Select(instrument => instrument.SeenBars)];
        Bars = [.. instruments.Select(instrument => instrument.Bars)];
        Timeline = new Timeline(Bars, [.. instruments.Select(instrument => instrument.FirstBar)]);
    }

    public IReadOnlyList<SimulatedInstrument> Instruments { get; }

    public Timeline Timeline { get; }

    public List<IndicatorColumns> Indicators { get; } = [];

    public abstract double Equity { get; }

    public abstract double Cash { get; }

    public abstract int PositionCount { get; }

    public abstract int OrderCount { get; }

    protected BarSeries[] Bars { get; }

    public abstract double Units(int instrument);

    public abstract PositionView Position(int instrument);

    public abstract int Orders(int instrument);

    public abstract int Submit(in OrderRequest request);

    public abstract bool Cancel(int order);

    public abstract void CancelAll(int instrument);

    public ReadOnlySpan<double> Column(int instrument, BarField field) => seen[instrument].Column(field)[..(Timeline.Position(instrument) + 1)];

    public Bar Last(int instrument) => Timeline.Position(instrument) is >= 0 and var at ? Bars[instrument][at] : default;

    public double Value(IndicatorHandle handle, int output, int barsAgo)
    {
        var indicator = Indicators[handle.Index];
        var at = Timeline.Position(indicator.Instrument) - barsAgo;
        return at < 0 ? double.NaN : indicator.Values[output][at];
    }
}
