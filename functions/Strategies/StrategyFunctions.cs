using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;
using Trading.Application;
using Trading.Application.Identity;
using Trading.Application.Strategies;
using Trading.Domain.Strategies;
using Trading.Functions.Http;

namespace Trading.Functions.Strategies;

/// <summary>Strategies that a user keeps.</summary>
public sealed class StrategyFunctions(IStrategyRepository strategies, ICurrentUser currentUser, TimeProvider clock)
{
    /// <summary>Stores a strategy; with an <c>Idempotency-Key</c> that was used before it gives what was stored then.</summary>
    [Function("CreateStrategy")]
    public async Task<IResult> CreateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "strategies")] HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (IdempotencyKey.ReadId(request, "strategy", currentUser.Id, clock, out var id) is { } wrongKey)
            return wrongKey;
        var body = await RequestBody.ReadJsonAsync<StrategyDocumentDraft>(request, cancellationToken);
        if (!body.TryGet(out var draft, out var problem))
            return problem;
        var errors = new FieldErrors();
        if (StrategyReader.Read(draft, errors) is not { } document)
            return Problems.Invalid("invalid-strategy", "The strategy can't be stored.", errors.ToDictionary());
        var stored = await strategies.CreateAsync(
            new StoredStrategy(currentUser.Id, new StrategyId(id), document, clock.GetUtcNow()), cancellationToken);
        request.HttpContext.Response.Headers.Location = $"/api/strategies/{id}";
        return Results.Json(StrategyAnswer.Of(stored), ApiJson.Responses, statusCode: StatusCodes.Status201Created);
    }

    /// <summary>The user's strategies, newest first.</summary>
    [Function("ListStrategies")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "strategies")] HttpRequest request, CancellationToken cancellationToken)
    {
        var all = await strategies.ListAsync(currentUser.Id, cancellationToken);
        return Results.Json(new { Strategies = all.Select(StrategyAnswer.Of) }, ApiJson.Responses);
    }

    /// <summary>One strategy.</summary>
    [Function("GetStrategy")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "strategies/{id}")] HttpRequest request,
        string id, CancellationToken cancellationToken) =>
        PathId.IsValid(id) && await strategies.FindAsync(currentUser.Id, new StrategyId(id), cancellationToken) is { } stored
            ? Results.Json(StrategyAnswer.Of(stored), ApiJson.Responses)
            : Unknown(id);

    /// <summary>Removes a strategy; what was made from it keeps its own copy.</summary>
    [Function("DeleteStrategy")]
    public async Task<IResult> DeleteAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "strategies/{id}")] HttpRequest request,
        string id, CancellationToken cancellationToken) =>
        PathId.IsValid(id) && await strategies.DeleteAsync(currentUser.Id, new StrategyId(id), cancellationToken) ? Results.NoContent() : Unknown(id);

    private static ProblemHttpResult Unknown(string id) => Problems.NotFound("strategy-not-found", $"There is no strategy '{Problems.Clip(id)}'.");
}
