using Trading.Domain.Ledger;

namespace Trading.Application.Ledger;

/// <summary>What an account's entries in one currency add up to. Amounts are decimals of it.</summary>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Cash">Money to spend.</param>
/// <param name="PositionsCost">What the open positions cost, without commissions and taxes.</param>
/// <param name="Deposits">Paid in by the owner, less what was withdrawn.</param>
/// <param name="RealisedProfit">Of closed units at average cost, before commissions and taxes.</param>
/// <param name="Interest">Earned, less what was paid.</param>
/// <param name="Dividends">Before taxes, less those owed.</param>
/// <param name="Exchanged">Got for other currencies, less what was given for them.</param>
/// <param name="Fees">Commissions and other fees paid.</param>
/// <param name="Taxes">Paid.</param>
public sealed record CurrencyBalanceView(
    string Currency,
    decimal Cash,
    decimal PositionsCost,
    decimal Deposits,
    decimal RealisedProfit,
    decimal Interest,
    decimal Dividends,
    decimal Exchanged,
    decimal Fees,
    decimal Taxes)
{
    /// <summary>Of all currencies of the books, the account's own first.</summary>
    public static IReadOnlyList<CurrencyBalanceView> AllOf(AccountBooks books)
    {
        ArgumentNullException.ThrowIfNull(books);
        return [.. books.Currencies.Select(currency => Of(books, currency))];
    }

    private static CurrencyBalanceView Of(AccountBooks books, string currency)
    {
        var totals = books.In(currency);
        return new CurrencyBalanceView(
            currency,
            totals.Cash.Value,
            (books.EquityIn(currency, _ => null) - totals.Cash).Value,
            totals.Deposits.Value,
            totals.RealisedProfit.Value,
            totals.Interest.Value,
            totals.Dividends.Value,
            totals.Exchanged.Value,
            totals.Fees.Value,
            totals.Taxes.Value);
    }
}
