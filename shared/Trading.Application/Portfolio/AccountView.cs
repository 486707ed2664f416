using Trading.Domain.Accounts;

namespace Trading.Application.Portfolio;

/// <summary>An account as the API shows it. Amounts are decimals of its own currency, and of what it has in that.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What its owner calls it, or the strategy that trades it.</param>
/// <param name="Kind">Whose money it holds.</param>
/// <param name="Broker">Code of its broker.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Cash">Money to spend.</param>
/// <param name="Deposits">Paid in by the owner.</param>
/// <param name="MarketValue">Of the positions, at <paramref name="ValuedAt"/>.</param>
/// <param name="Equity">Cash and positions.</param>
/// <param name="UnrealisedProfit">Profit that closing the positions would realise, before commissions.</param>
/// <param name="RealisedProfit">Profit of closed units, before commissions.</param>
/// <param name="Fees">Commissions paid.</param>
/// <param name="ValuedAt">Time of the bar whose close values the positions, UTC; null before the first.</param>
/// <param name="Positions">What is held, each in the currency of its market.</param>
public sealed record AccountView(
    string Id,
    string Name,
    AccountKind Kind,
    string Broker,
    string Currency,
    decimal Cash,
    decimal Deposits,
    decimal MarketValue,
    decimal Equity,
    decimal UnrealisedProfit,
    decimal RealisedProfit,
    decimal Fees,
    DateTimeOffset? ValuedAt,
    IReadOnlyList<PositionView> Positions)
{
    /// <summary>What there is in each other currency that was ever in it, by code; at cost where a position has no price.</summary>
    public required IReadOnlyList<CurrencyWorth> Foreign { get; init; }
}
