using Trading.Domain.Markets;
using Trading.Domain.Values;

namespace Trading.Domain.Ledger;

/// <summary>A lot, or a part of one, that a later trade closed.</summary>
/// <param name="Instrument">Of what.</param>
/// <param name="Units">As they were held: above zero long, below zero short.</param>
/// <param name="Cost">What they cost without commissions and taxes; below zero for a short lot.</param>
/// <param name="Proceeds">What closing them brought without commissions and taxes; below zero for a short lot, where it was paid.</param>
/// <param name="OpenedAt">When they were opened, UTC.</param>
/// <param name="ClosedAt">When they were closed, UTC.</param>
public sealed record ClosedLot(
    InstrumentId Instrument, decimal Units, Money Cost, Money Proceeds, DateTimeOffset OpenedAt, DateTimeOffset ClosedAt)
{
    /// <summary>Profit before commissions and taxes; a loss is below zero.</summary>
    public Money Profit => Proceeds - Cost;

    /// <summary>Commissions and taxes of opening and of closing, the shares of these units.</summary>
    public Money Charges { get; init; }

    /// <summary>Id of the order that opened them; empty where the entry names none.</summary>
    public string OpenedBy { get; init; } = "";

    /// <summary>Id of the order that closed them; empty where the entry names none.</summary>
    public string ClosedBy { get; init; } = "";

    /// <summary>Profit after commissions and taxes.</summary>
    public Money NetProfit => Profit - Charges;

    /// <summary>How long they were held.</summary>
    public TimeSpan Held => ClosedAt - OpenedAt;
}
