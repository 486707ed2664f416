using Trading.Domain.Accounts;
using Trading.Domain.Orders;

namespace Trading.Application.Orders;

/// <summary>Which orders somebody wants to see; what is null is not asked about.</summary>
/// <param name="Account">Of this account.</param>
/// <param name="Symbol">Of this ticker, in whatever market.</param>
/// <param name="Side">In this direction.</param>
/// <param name="Status">In this status.</param>
/// <param name="IsDone">True for those that have ended, false for those that have not.</param>
public sealed record OrderFilter(AccountId? Account = null, string? Symbol = null, Side? Side = null, OrderStatus? Status = null, bool? IsDone = null)
{
    /// <summary>True when an order of the right account is wanted.</summary>
    public bool Matches(Order order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return (Symbol is null || string.Equals(order.Intent.Instrument.Symbol, Symbol, StringComparison.OrdinalIgnoreCase)) &&
            (Side is null || order.Intent.Side == Side) &&
            (Status is null || order.Status == Status) &&
            (IsDone is null || order.IsDone == IsDone);
    }
}
