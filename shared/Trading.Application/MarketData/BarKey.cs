using Trading.Domain.MarketData;
using Trading.Domain.Markets;

namespace Trading.Application.MarketData;

/// <summary>Names a stored series of bars.</summary>
/// <param name="Instrument">Whose prices.</param>
/// <param name="Interval">How long each bar lasts.</param>
public readonly record struct BarKey(InstrumentId Instrument, Interval Interval)
{
    /// <summary>Written <c>US:SPY|1d</c>.</summary>
    public override string ToString() => $"{Instrument}|{Interval}";
}
