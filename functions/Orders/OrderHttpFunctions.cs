using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trading.Application.Identity;
using Trading.Application.Orders;
using Trading.Domain.Accounts;
using Trading.Domain.Orders;
using Trading.Functions.Http;

namespace Trading.Functions.Orders;

/// <summary>Shows the current user's orders.</summary>
public sealed class OrderHttpFunctions(GetOrdersHandler orders, ICurrentUser currentUser)
{
    /// <summary>A page of orders, newest first: <c>?account=</c> of one account, <c>?limit=</c> 1 to 1000 (500), <c>?continuation=</c>.</summary>
    [Function("GetOrders")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "orders")] HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!PageQuery.TryRead(request, GetOrdersHandler.MaxPage, out var page, out var problem))
            return problem;
        var account = request.Query["account"].ToString();
        var found = await orders.ListAsync(
            currentUser.Id, account.Length == 0 ? null : new AccountId(account), page.Limit, page.Continuation, cancellationToken);
        return Results.Json(found, ApiJson.Responses);
    }

    /// <summary>One order with its events.</summary>
    [Function("GetOrder")]
    public async Task<IResult> FindAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "orders/{id}")] HttpRequest request, string id, CancellationToken cancellationToken)
    {
        if (!PathId.IsValid(id) || await orders.FindAsync(currentUser.Id, new OrderId(id), cancellationToken) is not { } found)
            return Problems.NotFound("order-not-found", $"There is no order '{Problems.Clip(id)}'.");
        return Results.Json(found, ApiJson.Responses);
    }
}
