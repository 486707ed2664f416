using Trading.Domain.Ledger;

namespace Trading.Application.Ledger;

/// <summary>A closed lot as the API shows it.</summary>
/// <param name="Instrument">Which, such as <c>US:SPY</c>.</param>
/// <param name="Units">As they were held: above zero long, below zero short.</param>
/// <param name="Cost">What they cost without commissions and taxes; below zero for a short lot.</param>
/// <param name="Proceeds">What closing them brought without commissions and taxes; below zero for a short lot.</param>
/// <param name="Profit">Before commissions and taxes; a loss is below zero.</param>
/// <param name="Currency">ISO 4217 code of the amounts.</param>
/// <param name="OpenedAt">When they were opened, UTC.</param>
/// <param name="ClosedAt">When they were closed, UTC.</param>
/// <param name="HeldDays">Days between the two, with fractions.</param>
public sealed record ClosedLotView(
    string Instrument, decimal Units, decimal Cost, decimal Proceeds, decimal Profit, string Currency,
    DateTimeOffset OpenedAt, DateTimeOffset ClosedAt, double HeldDays)
{
    /// <summary>Of a closed lot.</summary>
    public static ClosedLotView Of(ClosedLot lot)
    {
        ArgumentNullException.ThrowIfNull(lot);
        return new ClosedLotView(
            lot.Instrument.ToString(), lot.Units, lot.Cost.Value, lot.Proceeds.Value, lot.Profit.Value, lot.Instrument.Market.Currency,
            lot.OpenedAt, lot.ClosedAt, lot.Held.TotalDays);
    }
}
