using Trading.Domain.Portfolio;

namespace Trading.Application.Portfolio;

/// <summary>The amounts of one currency in a snapshot, as the API shows them.</summary>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="TotalAssets">Cash and stock together.</param>
/// <param name="Cash">Money to spend.</param>
/// <param name="StockValue">Of the positions at the close; at cost where none is known.</param>
/// <param name="RealisedProfit">Of units closed until then, before commissions and taxes.</param>
/// <param name="UnrealisedProfit">Of the positions, before commissions and taxes.</param>
/// <param name="Fees">Paid until then.</param>
/// <param name="Taxes">Paid until then.</param>
/// <param name="PaidIn">Deposits of the day, and what was got in conversions.</param>
/// <param name="TakenOut">Withdrawals of the day, and what was given in conversions.</param>
public sealed record SnapshotAmounts(
    string Currency, decimal TotalAssets, decimal Cash, decimal StockValue, decimal RealisedProfit, decimal UnrealisedProfit, decimal Fees, decimal Taxes,
    decimal PaidIn, decimal TakenOut)
{
    /// <summary>Of a currency's day.</summary>
    public static SnapshotAmounts Of(CurrencyDay day)
    {
        ArgumentNullException.ThrowIfNull(day);
        return new SnapshotAmounts(
            day.Currency, day.TotalAssets.Value, day.Cash.Value, day.StockValue.Value, day.RealisedProfit.Value, day.UnrealisedProfit.Value, day.Fees.Value,
            day.Taxes.Value, day.PaidIn.Value, day.TakenOut.Value);
    }
}
