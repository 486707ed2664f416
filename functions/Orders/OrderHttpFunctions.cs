using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Trading.Application.Identity;
using Trading.Application.Orders;
using Trading.Domain.Accounts;
using Trading.Domain.Orders;
using Trading.Functions.Durable;
using Trading.Functions.Http;

namespace Trading.Functions.Orders;

/// <summary>Makes, shows, replaces and cancels the current user's orders.</summary>
public sealed class OrderHttpFunctions(
    GetOrdersHandler orders, PlaceOrderHandler place, CancelOrdersHandler cancel, ICurrentUser currentUser, TimeProvider clock)
{
    private const string ByUser = "Cancelled by the user.";

    /// <summary>A page of orders, newest first: those that <c>?account=</c>, <c>?symbol=</c>, <c>?side=</c> and <c>?status=</c> ask for (open, done, or a status), <c>?limit=</c> 1 to 1000 (500), <c>?continuation=</c>.</summary>
    [Function("GetOrders")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "orders")] HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!PageQuery.TryRead(request, GetOrdersHandler.MaxPage, out var page, out var problem))
            return problem;
        if (!OrderQuery.TryRead(request, out var filter, out var invalid))
            return invalid;
        var found = await orders.ListAsync(currentUser.Id, filter, page.Limit, page.Continuation, cancellationToken);
        return Results.Json(found, ApiJson.Responses);
    }

    /// <summary>Makes an order; with an <c>Idempotency-Key</c> that was used before it makes none and gives the one that was made then.</summary>
    [Function("PlaceOrder")]
    public async Task<IResult> PlaceAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "orders")] HttpRequest request,
        [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (IdempotencyKey.ReadId(request, "order", currentUser.Id, clock, out var id) is { } wrongKey)
            return wrongKey;
        var body = await RequestBody.ReadJsonAsync<RequestedOrder>(request, cancellationToken);
        if (!body.TryGet(out var wanted, out var problem))
            return problem;
        var result = await place.HandleAsync(currentUser.Id, new OrderId(id), wanted, new DurableWorkflows(client), cancellationToken);
        return result.TryGet(out var order, out var faults) ? Accepted(order) : OrderProblems.Of(faults);
    }

    /// <summary>Puts another order in the place of one that works: what is left out stays as it is. The quantity counts what the replaced order traded.</summary>
    [Function("ReplaceOrder")]
    public async Task<IResult> ReplaceAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "orders/{id}")] HttpRequest request,
        string id, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (IdempotencyKey.ReadId(request, "order", currentUser.Id, clock, out var newId) is { } wrongKey)
            return wrongKey;
        if (!PathId.IsValid(id))
            return NotFound(id);
        var body = await RequestBody.ReadJsonAsync<OrderReplacement>(request, cancellationToken);
        if (!body.TryGet(out var wanted, out var problem))
            return problem;
        var result = await place.ReplaceAsync(currentUser.Id, new OrderId(id), new OrderId(newId), wanted, new DurableWorkflows(client), cancellationToken);
        if (!result.TryGet(out var order, out var faults))
            return OrderProblems.Of(faults);
        return order is null ? NotFound(id) : Accepted(order);
    }

    /// <summary>One order with its events.</summary>
    [Function("GetOrder")]
    public async Task<IResult> FindAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "orders/{id}")] HttpRequest request, string id, CancellationToken cancellationToken)
    {
        if (!PathId.IsValid(id) || await orders.FindAsync(currentUser.Id, new OrderId(id), cancellationToken) is not { } found)
            return NotFound(id);
        return Results.Json(found, ApiJson.Responses);
    }

    /// <summary>Asks to cancel what remains of an order; a fill may still win the race.</summary>
    [Function("CancelOrder")]
    public async Task<IResult> CancelAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "orders/{id}")] HttpRequest request,
        string id, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        if (!PathId.IsValid(id) ||
            await cancel.CancelAsync(currentUser.Id, new OrderId(id), ByUser, new DurableWorkflows(client), cancellationToken) is not var (order, hadEnded))
            return NotFound(id);
        return hadEnded
            ? Problems.Conflict("order-ended", $"The order has ended: it is {order.Status.ToString().ToLowerInvariant()}.")
            : Results.Json(order, ApiJson.Responses);
    }

    /// <summary>Asks to cancel every order that has not ended, of one account with <c>?account=</c>.</summary>
    [Function("CancelAllOrders")]
    public async Task<IResult> CancelAllAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "orders/cancel-all")] HttpRequest request,
        [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        string? account = request.Query["account"];
        if (account is not null && !PathId.IsValid(account))
            return Problems.Invalid("invalid-query", "account", $"account is '{Problems.Clip(account)}'; expected the id of an account.");
        var outcome = await cancel.CancelAllAsync(
            currentUser.Id, account is null ? null : new AccountId(account), ByUser, new DurableWorkflows(client), cancellationToken);
        return Results.Json(outcome, ApiJson.Responses);
    }

    private static IResult Accepted(Order order) =>
        Results.Json(OrderView.Of(order), ApiJson.Responses, statusCode: StatusCodes.Status202Accepted);

    private static ProblemHttpResult NotFound(string id) => Problems.NotFound("order-not-found", $"There is no order '{Problems.Clip(id)}'.");
}
