using Trading.Domain.Accounts;
using Trading.Domain.Orders;

namespace Trading.Application.Orders;

/// <summary>Where an order is kept.</summary>
/// <param name="User">Owner.</param>
/// <param name="Account">Account it trades for.</param>
/// <param name="Id">Its id.</param>
public readonly record struct OrderKey(UserId User, AccountId Account, OrderId Id)
{
    /// <summary>Of an intent.</summary>
    public static OrderKey Of(NewOrder intent)
    {
        ArgumentNullException.ThrowIfNull(intent);
        return new OrderKey(intent.User, intent.Account, intent.Id);
    }
}
