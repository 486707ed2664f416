using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Trading.Application.Backtests;
using Trading.Application.Identity;
using Trading.Domain.Backtests;
using Trading.Domain.Strategies;
using Trading.Functions.Http;

namespace Trading.Functions.Backtests;

/// <summary>Back-tests: asked for, followed, cancelled.</summary>
public sealed class BacktestFunctions(
    StartBacktestHandler start, EndBacktestHandler end, IBacktestRepository backtests, ICurrentUser currentUser, TimeProvider clock)
{
    private const int MaxListed = 200;

    /// <summary>Asks for a back-test; with an <c>Idempotency-Key</c> that was used before it gives what was made then.</summary>
    [Function("CreateBacktest")]
    public async Task<IResult> CreateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "backtests")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (IdempotencyKey.ReadId(request, "backtest", currentUser.Id, clock, out var id) is { } wrongKey)
            return wrongKey;
        var body = await RequestBody.ReadJsonAsync<BacktestDraft>(request, cancellationToken);
        if (!body.TryGet(out var draft, out var problem))
            return problem;
        var result = await start.HandleAsync(currentUser.Id, new BacktestId(id), draft, new BacktestWorkflows(client), cancellationToken);
        return result.TryGet(out var backtest, out var errors)
            ? Results.Accepted($"/api/backtests/{backtest.Id}", new { Id = backtest.Id.Value, backtest.Status })
            : Problems.Invalid("invalid-backtest", "The back-test can't be made.", errors.ToDictionary());
    }

    /// <summary>The user's back-tests, newest first; with <c>?strategyId=</c> those of a stored strategy.</summary>
    [Function("ListBacktests")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "backtests")] HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        string? strategy = request.Query["strategyId"];
        if (strategy is not null && !PathId.IsValid(strategy))
            return Problems.Invalid("invalid-query", "strategyId", $"strategyId is '{Problems.Clip(strategy)}'; expected the id of a stored strategy.");
        var all = await backtests.ListAsync(currentUser.Id, strategy is null ? null : new StrategyId(strategy), MaxListed, cancellationToken);
        return Results.Json(new { Backtests = all.Select(BacktestAnswer.Of) }, ApiJson.Responses);
    }

    /// <summary>One back-test. Looking at one that is still queued makes sure that its orchestration was started.</summary>
    [Function("GetBacktest")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "backtests/{id}")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } backtest)
            return Unknown(id);
        if (backtest.Status == BacktestStatus.Queued)
            await new BacktestWorkflows(client).EnsureStartedAsync(BacktestReference.Of(backtest), cancellationToken);
        return Results.Json(BacktestAnswer.Of(backtest), ApiJson.Responses);
    }

    /// <summary>Cancels a back-test that has not ended.</summary>
    [Function("CancelBacktest")]
    public async Task<IResult> CancelAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "backtests/{id}/cancel")] HttpRequest request,
        string id, CancellationToken cancellationToken)
    {
        if (!PathId.IsValid(id) || await end.CancelAsync(currentUser.Id, new BacktestId(id), cancellationToken) is not { } backtest)
            return Unknown(id);
        return backtest.Status == BacktestStatus.Cancelled
            ? Results.Json(BacktestAnswer.Of(backtest), ApiJson.Responses)
            : Problems.Conflict("backtest-ended", $"The back-test ended before: it is {(backtest.Status == BacktestStatus.Completed ? "completed" : "failed")}.");
    }

    private async Task<Backtest?> FindAsync(string id, CancellationToken cancellationToken) =>
        PathId.IsValid(id) ? await backtests.FindAsync(currentUser.Id, new BacktestId(id), cancellationToken) : null;

    private static ProblemHttpResult Unknown(string id) => Problems.NotFound("backtest-not-found", $"There is no back-test '{Problems.Clip(id)}'.");
}
