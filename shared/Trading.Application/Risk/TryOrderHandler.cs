using Trading.Application.Orders;
using Trading.Domain;
using Trading.Domain.Accounts;
using Trading.Domain.Orders;
using Trading.Domain.Risk;

namespace Trading.Application.Risk;

/// <summary>Says what the checks would say of an order if it were made now. Stores and sends nothing.</summary>
public sealed class TryOrderHandler(PlaceOrderHandler place, RiskContextReader contexts)
{
    private static readonly OrderId Asked = new("asked");

    /// <summary>The verdict, or all that is wrong with the order, as if it were made.</summary>
    public async Task<Result<RiskVerdict, OrderFaults>> HandleAsync(UserId user, RequestedOrder request, CancellationToken cancellationToken)
    {
        if (!(await place.DraftAsync(user, Asked, request, cancellationToken)).TryGet(out var intent, out var wrong))
            return wrong;
        return RiskRules.Judge(RiskRules.All, await contexts.ReadAsync(user, intent.Account, RiskOrder.Of(intent), null, cancellationToken));
    }
}
