using Trading.Domain.Accounts;
using Trading.Domain.Ledger;
using Trading.Domain.Orders;

namespace Trading.Application.Portfolio;

/// <summary>A booked trade as the API shows it, its amounts in the currency of its market.</summary>
/// <param name="Id">Id of its ledger entry.</param>
/// <param name="Account">Id of the account.</param>
/// <param name="At">When it traded, UTC; for a simulated fill the time of the bar.</param>
/// <param name="Market">Code of the market.</param>
/// <param name="Symbol">Ticker.</param>
/// <param name="Side">Direction.</param>
/// <param name="Quantity">Units, above zero.</param>
/// <param name="Price">Per unit, before commission and tax; rounded half to even to eight decimals.</param>
/// <param name="Value">Quantity at that price, above zero.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Fees">Commission.</param>
/// <param name="Taxes">Taxes and fees of regulators.</param>
/// <param name="RealisedProfit">Of the units that it closed, at average cost, before commission and tax; zero where it only opened.</param>
/// <param name="Order">Id of its order.</param>
public sealed record TransactionView(
    string Id, string Account, DateTimeOffset At, string Market, string Symbol, Side Side, decimal Quantity, decimal Price, decimal Value, string Currency,
    decimal Fees, decimal Taxes, decimal RealisedProfit, string Order)
{
    /// <summary>Of an entry; null when it is no trade.</summary>
    public static TransactionView? Of(AccountId account, LedgerEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (entry.Kind != Bookkeeping.TradeKind || entry.Postings.FirstOrDefault(line => line.Account is LedgerAccount.Position) is not { Instrument: { } instrument } line)
            return null;
        var profit = entry.Of(LedgerAccount.RealisedProfit, line.Currency);
        var (quantity, value) = (Math.Abs(line.Units), Math.Sign(line.Units) * (line.Amount + profit).Value);
        return new TransactionView(
            entry.Id, account.Value, entry.At, instrument.Market.Code, instrument.Symbol, line.Units > 0 ? Side.Buy : Side.Sell, quantity,
            quantity == 0 ? 0 : decimal.Round(value / quantity, 8, MidpointRounding.ToEven), value, instrument.Market.Currency,
            entry.Of(LedgerAccount.Fees, line.Currency).Value, entry.Of(LedgerAccount.Taxes, line.Currency).Value, -profit.Value, entry.Reference);
    }
}
