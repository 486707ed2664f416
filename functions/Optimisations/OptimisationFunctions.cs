using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Trading.Application.Backtests;
using Trading.Application.Identity;
using Trading.Application.Optimisations;
using Trading.Domain.Optimisations;
using Trading.Functions.Http;

namespace Trading.Functions.Optimisations;

/// <summary>Searches for parameters: asked for, followed, cancelled.</summary>
public sealed class OptimisationFunctions(
    StartOptimisationHandler start, EndOptimisationHandler end, IOptimisationRepository optimisations, ICurrentUser currentUser, TimeProvider clock)
{
    private const int MaxListed = 200;

    /// <summary>Asks for a search; with an <c>Idempotency-Key</c> that was used before it gives what was made then.</summary>
    [Function("CreateOptimisation")]
    public async Task<IResult> CreateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "optimisations")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (IdempotencyKey.ReadId(request, "optimisation", currentUser.Id, clock, out var id) is { } wrongKey)
            return wrongKey;
        var body = await RequestBody.ReadJsonAsync<OptimisationDraft>(request, cancellationToken);
        if (!body.TryGet(out var draft, out var problem))
            return problem;
        var result = await start.HandleAsync(currentUser.Id, new OptimisationId(id), draft, new OptimisationWorkflows(client), cancellationToken);
        return result.TryGet(out var optimisation, out var errors)
            ? Results.Accepted($"/api/optimisations/{optimisation.Id}", new { Id = optimisation.Id.Value, optimisation.Status, optimisation.Trials })
            : Problems.Invalid("invalid-optimisation", "The search can't be made.", errors.ToDictionary());
    }

    /// <summary>The user's searches, newest first.</summary>
    [Function("ListOptimisations")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "optimisations")] HttpRequest request, CancellationToken cancellationToken)
    {
        var all = await optimisations.ListAsync(currentUser.Id, MaxListed, cancellationToken);
        return Results.Json(new { Optimisations = all.Select(each => OptimisationAnswer.Of(each) with { Result = null }) }, ApiJson.Responses);
    }

    /// <summary>One search. Looking at one that is still queued makes sure that its orchestration was started.</summary>
    [Function("GetOptimisation")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "optimisations/{id}")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        var optimisation = PathId.IsValid(id) ? await optimisations.FindAsync(currentUser.Id, new OptimisationId(id), cancellationToken) : null;
        if (optimisation is null)
            return Unknown(id);
        if (optimisation.Status == BacktestStatus.Queued)
            await new OptimisationWorkflows(client).EnsureStartedAsync(OptimisationRun.Of(optimisation), cancellationToken);
        return Results.Json(OptimisationAnswer.Of(optimisation), ApiJson.Responses);
    }

    /// <summary>Cancels a search that has not ended; what it tried so far stays.</summary>
    [Function("CancelOptimisation")]
    public async Task<IResult> CancelAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "optimisations/{id}/cancel")] HttpRequest request,
        string id, CancellationToken cancellationToken)
    {
        if (!PathId.IsValid(id) || await end.CancelAsync(currentUser.Id, new OptimisationId(id), cancellationToken) is not { } optimisation)
            return Unknown(id);
        return optimisation.Status == BacktestStatus.Cancelled
            ? Results.Json(OptimisationAnswer.Of(optimisation), ApiJson.Responses)
            : Problems.Conflict(
                "optimisation-ended", $"The search ended before: it is {(optimisation.Status == BacktestStatus.Completed ? "completed" : "failed")}.");
    }

    internal static ProblemHttpResult Unknown(string id) => Problems.NotFound("optimisation-not-found", $"There is no search '{Problems.Clip(id)}'.");
}
