using Trading.Domain.Accounts;
using Trading.Domain.Orders;

namespace Trading.Application.Orders;

/// <summary>An <see cref="OrderKey"/> as it travels in orchestrations and activities.</summary>
/// <param name="User">Owner.</param>
/// <param name="Account">Account it trades for.</param>
/// <param name="Order">Its id.</param>
public sealed record OrderReference(string User, string Account, string Order)
{
    /// <summary>The key it stands for.</summary>
    public OrderKey ToKey() => new(new UserId(User), new AccountId(Account), new OrderId(Order));

    /// <summary>Of a key.</summary>
    public static OrderReference Of(OrderKey key) => new(key.User.Value, key.Account.Value, key.Id.Value);
}
