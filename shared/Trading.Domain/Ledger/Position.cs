using Trading.Domain.Markets;
using Trading.Domain.Values;

namespace Trading.Domain.Ledger;

/// <summary>Units held of one instrument at average cost.</summary>
/// <param name="Instrument">Of what.</param>
/// <param name="Units">Above zero long, below zero short.</param>
/// <param name="Cost">What the units cost without commissions and taxes; below zero for a short position, where it was received.</param>
public sealed record Position(InstrumentId Instrument, decimal Units, Money Cost)
{
    /// <summary>Per unit, rounded half to even to eight decimals; null when flat.</summary>
    public Price? AverageCost => Units == 0 ? null : new Price(decimal.Round(Cost.Value / Units, 8, MidpointRounding.ToEven));

    /// <summary>What the units are worth at a price.</summary>
    public Money ValueAt(Price price) => Money.Rounded(Units * price.Value);

    /// <summary>Profit that closing at a price would realise, before commissions and taxes.</summary>
    public Money UnrealisedAt(Price price) => ValueAt(price) - Cost;
}
