using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Trading.Application.Identity;
using Trading.Application.Orders;
using Trading.Application.Reconciliation;
using Trading.Domain.Accounts;
using Trading.Functions.Durable;
using Trading.Functions.Http;

namespace Trading.Functions.Reconciliation;

/// <summary>Holds the current user's books against the brokers, and shows in what they differ.</summary>
public sealed class ReconciliationFunctions(
    ReconcileAccountsHandler reconcileAll, ReconcileAccountHandler reconcile, GetReconciliationHandler looks, ICurrentUser currentUser)
{
    /// <summary>Looks at the accounts whose time it is: when the host starts, and every minute.</summary>
    [Function("ReconcileAccounts")]
    public Task ReconcileAsync(
        [TimerTrigger("0 * * * * *", RunOnStartup = true)] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        reconcileAll.HandleAsync(currentUser.Id, new DurableWorkflows(client), cancellationToken);

    /// <summary>The last look at every account, and how many things differ on all of them together.</summary>
    [Function("GetReconciliations")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "reconciliation")] HttpRequest request, CancellationToken cancellationToken) =>
        Results.Json(await looks.ListAsync(currentUser.Id, cancellationToken), ApiJson.Responses);

    /// <summary>The last look at an account.</summary>
    [Function("GetReconciliation")]
    public async Task<IResult> FindAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "accounts/{id}/reconciliation")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        PathId.IsValid(id) && await looks.FindAsync(currentUser.Id, new AccountId(id), cancellationToken) is { } look
            ? Results.Json(look, ApiJson.Responses)
            : NotFound(id);

    /// <summary>Looks at an account now.</summary>
    [Function("ReconcileAccount")]
    public async Task<IResult> LookAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "accounts/{id}/reconciliation")] HttpRequest request,
        string id, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        try
        {
            return PathId.IsValid(id) && await reconcile.HandleAsync(currentUser.Id, new AccountId(id), new DurableWorkflows(client), cancellationToken) is { } look
                ? Results.Json(ReconciliationView.Of(look), ApiJson.Responses)
                : NotFound(id);
        }
        catch (Exception silent) when (silent is BrokerUnreachableException or HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return Problems.Unavailable("broker-unreachable", $"The broker of account '{id}' can't be reached or does not answer; ask again, as the program does each minute.");
        }
    }

    private static ProblemHttpResult NotFound(string id) => Problems.NotFound("account-not-found", $"There is no account '{Problems.Clip(id)}'.");
}
