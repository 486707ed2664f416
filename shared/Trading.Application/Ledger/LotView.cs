using Trading.Domain.Ledger;

namespace Trading.Application.Ledger;

/// <summary>An open lot as the API shows it.</summary>
/// <param name="Instrument">Which, such as <c>US:SPY</c>.</param>
/// <param name="Units">Above zero long, below zero short.</param>
/// <param name="Cost">What the units cost without commissions and taxes; below zero for a short lot.</param>
/// <param name="Currency">ISO 4217 code of the cost.</param>
/// <param name="OpenedAt">When, UTC.</param>
public sealed record LotView(string Instrument, decimal Units, decimal Cost, string Currency, DateTimeOffset OpenedAt)
{
    /// <summary>Of a lot.</summary>
    public static LotView Of(Lot lot)
    {
        ArgumentNullException.ThrowIfNull(lot);
        return new LotView(lot.Instrument.ToString(), lot.Units, lot.Cost.Value, lot.Instrument.Market.Currency, lot.OpenedAt);
    }
}
