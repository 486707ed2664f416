using Trading.Domain.Accounts;
using Trading.Domain.Orders;

namespace Trading.Application.Portfolio;

/// <summary>Which trades somebody wants to see; what is null is not asked about.</summary>
/// <param name="Account">Of this account.</param>
/// <param name="Symbol">Of this ticker, in whatever market.</param>
/// <param name="Side">In this direction.</param>
/// <param name="From">First day of the account's market.</param>
/// <param name="To">Last day.</param>
public sealed record TransactionFilter(AccountId? Account, string? Symbol, Side? Side, DateOnly From, DateOnly To)
{
    /// <summary>True for a trade of the right account that is wanted.</summary>
    /// <param name="trade">The trade.</param>
    /// <param name="day">The market's day on which it was.</param>
    public bool Matches(TransactionView trade, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(trade);
        return (Symbol is null || string.Equals(trade.Symbol, Symbol, StringComparison.OrdinalIgnoreCase)) && (Side is null || trade.Side == Side) && day >= From && day <= To;
    }
}
