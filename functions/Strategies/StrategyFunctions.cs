using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;
using Trading.Application;
using Trading.Application.Identity;
using Trading.Application.Strategies;
using Trading.Domain;
using Trading.Domain.Strategies;
using Trading.Functions.Http;

namespace Trading.Functions.Strategies;

/// <summary>Strategies that a user keeps. What is stored is answered with what the checks say of it.</summary>
public sealed class StrategyFunctions(
    KeepStrategyHandler keep, CheckStrategyHandler check, IStrategyRepository strategies, ICurrentUser currentUser, TimeProvider clock)
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
        request.HttpContext.Response.Headers.Location = $"/api/strategies/{id}";
        return await AnswerAsync(
            request, id, await keep.CreateAsync(currentUser.Id, new StrategyId(id), draft, cancellationToken), cancellationToken, StatusCodes.Status201Created);
    }

    /// <summary>The user's strategies, newest first.</summary>
    [Function("ListStrategies")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "strategies")] HttpRequest request, CancellationToken cancellationToken)
    {
        var all = await strategies.ListAsync(currentUser.Id, cancellationToken);
        return Results.Json(new { Strategies = all.Select(StrategyAnswer.Of) }, ApiJson.Responses);
    }

    /// <summary>One strategy in its newest version, whose number is the <c>ETag</c>.</summary>
    [Function("GetStrategy")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "strategies/{id}")] HttpRequest request,
        string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!PathId.IsValid(id) || await strategies.FindAsync(currentUser.Id, new StrategyId(id), cancellationToken) is not { } stored)
            return Unknown(id);
        VersionTag.Write(request, stored.Version);
        return Results.Json(StrategyAnswer.Of(stored), ApiJson.Responses);
    }

    /// <summary>Makes a new version; <c>If-Match</c> names the version that it was made from.</summary>
    [Function("ReviseStrategy")]
    public async Task<IResult> ReviseAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "strategies/{id}")] HttpRequest request,
        string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!PathId.IsValid(id))
            return Unknown(id);
        if (VersionTag.Read(request, out var from) is { } wrongTag)
            return wrongTag;
        var body = await RequestBody.ReadJsonAsync<StrategyDocumentDraft>(request, cancellationToken);
        return body.TryGet(out var draft, out var problem)
            ? await AnswerAsync(request, id, await keep.ReviseAsync(currentUser.Id, new StrategyId(id), from, draft, cancellationToken), cancellationToken)
            : problem;
    }

    /// <summary>Makes a new version that is as an old one was.</summary>
    [Function("RestoreStrategy")]
    public async Task<IResult> RestoreAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "strategies/{id}/versions/{version}/restore")] HttpRequest request,
        string id, string version, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!PathId.IsValid(id))
            return Unknown(id);
        return VersionTag.TryParse(version, out var number)
            ? await AnswerAsync(request, id, await keep.RestoreAsync(currentUser.Id, new StrategyId(id), number, cancellationToken), cancellationToken)
            : StrategyVersionFunctions.UnknownVersion(id, version);
    }

    /// <summary>Lets a strategy be put to work.</summary>
    [Function("ActivateStrategy")]
    public Task<IResult> ActivateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "strategies/{id}/activate")] HttpRequest request,
        string id, CancellationToken cancellationToken) => ActivateAsync(request, id, isActive: true, cancellationToken);

    /// <summary>Keeps a strategy from being put to work anew; what runs goes on until it is stopped.</summary>
    [Function("DeactivateStrategy")]
    public Task<IResult> DeactivateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "strategies/{id}/deactivate")] HttpRequest request,
        string id, CancellationToken cancellationToken) => ActivateAsync(request, id, isActive: false, cancellationToken);

    /// <summary>Removes a strategy with its versions; what was made from it keeps its own copy.</summary>
    [Function("DeleteStrategy")]
    public async Task<IResult> DeleteAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "strategies/{id}")] HttpRequest request,
        string id, CancellationToken cancellationToken) =>
        PathId.IsValid(id) && await strategies.DeleteAsync(currentUser.Id, new StrategyId(id), cancellationToken) ? Results.NoContent() : Unknown(id);

    /// <summary>Checks a strategy without storing it.</summary>
    [Function("CheckStrategy")]
    public async Task<IResult> CheckAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "strategies/check")] HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var body = await RequestBody.ReadJsonAsync<StrategyDocumentDraft>(request, cancellationToken);
        if (!body.TryGet(out var draft, out var problem))
            return problem;
        var errors = new FieldErrors();
        return StrategyReader.Read(draft, errors) is { } document
            ? Results.Json(new { Checks = await check.HandleAsync(document, cancellationToken) }, ApiJson.Responses)
            : Invalid(errors);
    }

    /// <summary>JSON schema of what <c>POST</c> and <c>PUT</c> take.</summary>
    [Function("GetStrategySchema")]
    public static IResult GetSchema([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "strategies/schema")] HttpRequest request) =>
        Results.Text(StrategySchema.Text, "application/schema+json");

    internal static ProblemHttpResult Unknown(string id) => Problems.NotFound("strategy-not-found", $"There is no strategy '{Problems.Clip(id)}'.");

    private async Task<IResult> ActivateAsync(HttpRequest request, string id, bool isActive, CancellationToken cancellationToken) => PathId.IsValid(id)
        ? await AnswerAsync(request, id, await keep.ActivateAsync(currentUser.Id, new StrategyId(id), isActive, cancellationToken), cancellationToken)
        : Unknown(id);

    private async Task<IResult> AnswerAsync(
        HttpRequest request, string id, Result<StoredStrategy, StrategyRefusal> result, CancellationToken cancellationToken, int status = StatusCodes.Status200OK)
    {
        if (!result.TryGet(out var stored, out var refusal))
        {
            return refusal switch
            {
                StrategyRefusal.Invalid invalid => Invalid(invalid.Errors),
                StrategyRefusal.Changed changed => Problems.PreconditionFailed(
                    "strategy-changed", $"The strategy was changed: its newest version is {changed.Newest}. Nothing was stored; look at it and send If-Match: \"{changed.Newest}\"."),
                StrategyRefusal.UnknownVersion unknown => Problems.NotFound("version-not-found", $"The strategy has no such version; its newest is {unknown.Newest}."),
                _ => Unknown(id),
            };
        }

        VersionTag.Write(request, stored.Version);
        var checks = await check.HandleAsync(stored.Document, cancellationToken);
        return Results.Json(StrategyAnswer.Of(stored) with { Checks = checks }, ApiJson.Responses, statusCode: status);
    }

    private static ProblemHttpResult Invalid(FieldErrors errors) => Problems.Invalid("invalid-strategy", "The strategy can't be stored.", errors.ToDictionary());
}
