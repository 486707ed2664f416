using Trading.Domain.Values;

namespace Trading.Domain.Portfolio;

/// <summary>What an account had in one currency when a day ended, every amount in that currency.</summary>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Cash">Money to spend.</param>
/// <param name="StockValue">Of the positions at the close; at cost where none is known.</param>
/// <param name="RealisedProfit">Profit of units closed until then, before commissions and taxes.</param>
/// <param name="UnrealisedProfit">Profit that closing the positions would realise, before commissions and taxes.</param>
/// <param name="Fees">Commissions and other fees paid until then.</param>
/// <param name="Taxes">Taxes paid until then.</param>
/// <param name="PaidIn">What came from outside the currency that day: deposits, and what was got in conversions. Zero or more.</param>
/// <param name="TakenOut">What left it that day: withdrawals, and what was given in conversions. Zero or more.</param>
public sealed record CurrencyDay(
    string Currency, Money Cash, Money StockValue, Money RealisedProfit, Money UnrealisedProfit, Money Fees, Money Taxes, Money PaidIn, Money TakenOut)
{
    /// <summary>Of <see cref="PaidIn"/>, what was got in conversions.</summary>
    public Money Got { get; init; }

    /// <summary>Of <see cref="TakenOut"/>, what was given in conversions.</summary>
    public Money Given { get; init; }

    /// <summary>Cash and stock together.</summary>
    public Money TotalAssets => Cash + StockValue;
}
