using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Trading.Application.Identity;
using Trading.Application.PaperTrading;
using Trading.Domain.PaperTrading;
using Trading.Domain.Signals;
using Trading.Functions.Durable;
using Trading.Functions.Http;

namespace Trading.Functions.PaperTrading;

/// <summary>Strategies at work on paper accounts.</summary>
public sealed class DeploymentFunctions(
    StartDeploymentHandler start, StopDeploymentHandler stop, GetDeploymentsHandler deployments, ICurrentUser currentUser, TimeProvider clock)
{
    private const string IdempotencyHeader = "Idempotency-Key";
    private const int MaxKeyLength = 100;

    /// <summary>Puts a strategy to work; with an <c>Idempotency-Key</c> that was used before it gives what was made then.</summary>
    [Function("CreateDeployment")]
    public async Task<IResult> CreateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "deployments")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var key = request.Headers[IdempotencyHeader].ToString();
        if (key.Length > MaxKeyLength)
            return Problems.Invalid("invalid-idempotency-key", IdempotencyHeader, $"The key has {key.Length} characters; expected at most {MaxKeyLength}.");
        var body = await RequestBody.ReadJsonAsync<DeploymentDraft>(request, cancellationToken);
        if (!body.TryGet(out var draft, out var problem))
            return problem;
        var id = new DeploymentId(key.Length > 0
            ? DeterministicId.Of("deployment", currentUser.Id.Value, key)
            : Guid.CreateVersion7(clock.GetUtcNow()).ToString("N"));
        var result = await start.HandleAsync(currentUser.Id, id, draft, new DurableWorkflows(client), cancellationToken);
        if (!result.TryGet(out var deployment, out var errors))
            return Problems.Invalid("invalid-deployment", "The deployment can't be made.", errors.ToDictionary());
        return Results.Accepted($"/api/deployments/{deployment.Id}", new { id = deployment.Id.Value, account = deployment.Account.Value });
    }

    /// <summary>The user's deployments, newest first.</summary>
    [Function("GetDeployments")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "deployments")] HttpRequest request, CancellationToken cancellationToken) =>
        Results.Json(new { deployments = await deployments.ListAsync(currentUser.Id, cancellationToken) }, ApiJson.Responses);

    /// <summary>One deployment.</summary>
    [Function("GetDeployment")]
    public async Task<IResult> FindAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "deployments/{id}")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        PathId.IsValid(id) && await deployments.FindAsync(currentUser.Id, new DeploymentId(id), cancellationToken) is { } found
            ? Results.Json(found, ApiJson.Responses)
            : NotFound(id);

    /// <summary>Asks a deployment to stop; it cancels what is open and keeps its position.</summary>
    [Function("StopDeployment")]
    public async Task<IResult> StopAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "deployments/{id}/stop")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        if (!PathId.IsValid(id) ||
            await stop.StopAsync(currentUser.Id, new DeploymentId(id), new DurableWorkflows(client), cancellationToken) is not { } stopped)
            return NotFound(id);
        return Results.Json(DeploymentProgress.Of(stopped), ApiJson.Responses, statusCode: StatusCodes.Status202Accepted);
    }

    /// <summary>Every minute, and when the host starts: carries on what lost its orchestration.</summary>
    [Function("ContinueDeployments")]
    public Task ContinueAsync(
        [TimerTrigger("0 * * * * *", RunOnStartup = true)] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        start.ContinueAsync(currentUser.Id, new DurableWorkflows(client), cancellationToken);

    private static ProblemHttpResult NotFound(string id) => Problems.NotFound("deployment-not-found", $"There is no deployment '{Problems.Clip(id)}'.");
}
