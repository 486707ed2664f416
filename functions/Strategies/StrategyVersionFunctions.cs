using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;
using Trading.Application.Identity;
using Trading.Application.Strategies;
using Trading.Domain.Strategies;
using Trading.Functions.Http;

namespace Trading.Functions.Strategies;

/// <summary>What a strategy was.</summary>
public sealed class StrategyVersionFunctions(IStrategyRepository strategies, ICurrentUser currentUser)
{
    /// <summary>All versions, newest first, each with what it changed.</summary>
    [Function("ListStrategyVersions")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "strategies/{id}/versions")] HttpRequest request,
        string id, CancellationToken cancellationToken)
    {
        if (!PathId.IsValid(id) || await strategies.ListVersionsAsync(currentUser.Id, new StrategyId(id), cancellationToken) is not { Count: > 0 } all)
            return StrategyFunctions.Unknown(id);
        return Results.Json(
            new
            {
                Versions = all.Select((revision, place) => new
                {
                    revision.Version,
                    At = revision.At.UtcDateTime,
                    Changes = place + 1 < all.Count ? StrategyDifference.Between(all[place + 1].Document, revision.Document) : [],
                }),
            },
            ApiJson.Responses);
    }

    /// <summary>One version.</summary>
    [Function("GetStrategyVersion")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "strategies/{id}/versions/{version}")] HttpRequest request,
        string id, string version, CancellationToken cancellationToken) =>
        await FindAsync(id, version, cancellationToken) is { } revision
            ? Results.Json(StrategyVersionAnswer.Of(revision), ApiJson.Responses)
            : UnknownVersion(id, version);

    /// <summary>What differs between two versions, by field.</summary>
    [Function("CompareStrategyVersions")]
    public async Task<IResult> CompareAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "strategies/{id}/differences")] HttpRequest request,
        string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (from, to) = (request.Query["from"].ToString(), request.Query["to"].ToString());
        if (await FindAsync(id, from, cancellationToken) is not { } before)
            return UnknownVersion(id, from);
        return await FindAsync(id, to, cancellationToken) is { } after
            ? Results.Json(
                new { From = before.Version, To = after.Version, Differences = StrategyDifference.Between(before.Document, after.Document) }, ApiJson.Responses)
            : UnknownVersion(id, to);
    }

    internal static ProblemHttpResult UnknownVersion(string id, string version) =>
        Problems.NotFound("version-not-found", $"The strategy '{Problems.Clip(id)}' has no version '{Problems.Clip(version)}'; expected the number of one, from 1.");

    private async Task<StrategyRevision?> FindAsync(string id, string version, CancellationToken cancellationToken) =>
        PathId.IsValid(id) && VersionTag.TryParse(version, out var number)
            ? await strategies.FindVersionAsync(currentUser.Id, new StrategyId(id), number, cancellationToken)
            : null;
}
