using Trading.Domain.Markets;
using Trading.Domain.Values;

namespace Trading.Domain.Ledger;

/// <summary>Units that one trade opened and no other has closed yet.</summary>
/// <param name="Instrument">Of what.</param>
/// <param name="Units">Above zero long, below zero short.</param>
/// <param name="Cost">What the units cost without commissions and taxes; below zero for a short lot, where it was received.</param>
/// <param name="OpenedAt">When the trade was, UTC.</param>
public sealed record Lot(InstrumentId Instrument, decimal Units, Money Cost, DateTimeOffset OpenedAt)
{
    /// <summary>Commissions and taxes of the trade, the share of these units.</summary>
    public Money Charges { get; init; }

    /// <summary>Id of the order that opened them; empty where the entry names none.</summary>
    public string OpenedBy { get; init; } = "";
}
