using Trading.Domain.Ledger;
using Trading.Domain.Markets;
using Trading.Domain.Values;

namespace Trading.Application.Accounts;

/// <summary>What there is in one currency, of an account or of several together.</summary>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Cash">Money to spend.</param>
/// <param name="MarketValue">Of the positions at their last prices; at cost where there is none.</param>
/// <param name="Equity">Both together.</param>
/// <param name="Deposits">Paid in by the owner, less what was withdrawn.</param>
/// <param name="UnrealisedProfit">Profit that closing everything would realise, before commissions.</param>
/// <param name="RealisedProfit">Profit of closed units, before commissions and taxes.</param>
/// <param name="Fees">Commissions paid.</param>
/// <param name="Taxes">Taxes paid.</param>
public record CurrencyFunds(
    string Currency, decimal Cash, decimal MarketValue, decimal Equity, decimal Deposits, decimal UnrealisedProfit, decimal RealisedProfit, decimal Fees, decimal Taxes)
{
    /// <summary>What an account has in a currency.</summary>
    /// <param name="books">The account's.</param>
    /// <param name="currency">ISO 4217 code.</param>
    /// <param name="priceOf">Price per unit of an instrument; null values the position at cost.</param>
    internal static CurrencyFunds Of(AccountBooks books, string currency, Func<InstrumentId, Price?> priceOf)
    {
        var (totals, equity) = (books.In(currency), books.EquityIn(currency, priceOf).Value);
        var unrealised = books.Positions.Values.Where(position => position.Instrument.Market.Currency == currency)
            .Sum(position => priceOf(position.Instrument) is { } price ? position.UnrealisedAt(price).Value : 0);
        return new CurrencyFunds(
            currency, totals.Cash.Value, equity - totals.Cash.Value, equity, totals.Deposits.Value, unrealised, totals.RealisedProfit.Value, totals.Fees.Value, totals.Taxes.Value);
    }

    /// <summary>Adds up, currency by currency.</summary>
    internal static IEnumerable<CurrencyFunds> Sum(IEnumerable<CurrencyFunds> funds) => funds
        .GroupBy(one => one.Currency, StringComparer.Ordinal)
        .OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => group.Aggregate(new CurrencyFunds(group.Key, 0, 0, 0, 0, 0, 0, 0, 0), (sum, one) => new CurrencyFunds(
            group.Key,
            sum.Cash + one.Cash,
            sum.MarketValue + one.MarketValue,
            sum.Equity + one.Equity,
            sum.Deposits + one.Deposits,
            sum.UnrealisedProfit + one.UnrealisedProfit,
            sum.RealisedProfit + one.RealisedProfit,
            sum.Fees + one.Fees,
            sum.Taxes + one.Taxes)));
}
