using Trading.Domain.Markets;
using Trading.Domain.Values;

namespace Trading.Domain.Risk;

/// <summary>A position, or a part of one, that an order closed, in however many fills, at average cost. Amounts are in the currency of its market.</summary>
/// <param name="Instrument">Of what.</param>
/// <param name="ClosedAt">When its last fill was, UTC, on the market's time: in a replay and a back-test that of the bar.</param>
/// <param name="Profit">Before commissions and taxes, as the books realise it; a loss is below zero.</param>
/// <param name="Cost">What the units had cost, or brought when they were sold short; never negative.</param>
/// <param name="Capital">What the account had in that currency after it: cash, and positions at cost.</param>
public sealed record ClosedTrade(InstrumentId Instrument, DateTimeOffset ClosedAt, Money Profit, Money Cost, Money Capital)
{
    /// <summary>The profit as a fraction of the cost; zero where the units cost nothing.</summary>
    public decimal Return => Cost == Money.Zero ? 0 : Profit.Value / Cost.Value;

    /// <summary>This one together with an earlier fill of its order.</summary>
    public ClosedTrade With(ClosedTrade earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        return this with { Profit = Profit + earlier.Profit, Cost = Cost + earlier.Cost };
    }
}
