using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Trading.Application.Identity;
using Trading.Application.Portfolio;
using Trading.Domain.Accounts;
using Trading.Functions.Http;
using Trading.Functions.Ledger;

namespace Trading.Functions.Portfolio;

/// <summary>What accounts were worth day by day.</summary>
public sealed partial class SnapshotFunctions(
    TakeSnapshotsHandler take, GetSnapshotsHandler snapshots, ICurrentUser currentUser, ILogger<SnapshotFunctions> logger)
{
    /// <summary>Takes the snapshots of all accounts whose session has closed since, and what is missing of earlier days.</summary>
    /// <remarks>Every hour at minute 20, as markets close at different hours, some days early; what is there already costs two reads an account.</remarks>
    [Function("TakeSnapshots")]
    public async Task TakeAsync([TimerTrigger("0 20 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        if (await take.HandleAsync(cancellationToken) is > 0 and var written)
            LogTaken(written);
    }

    /// <summary>An account's snapshots, oldest first: <c>?from=</c> and <c>?to=</c> days, both included, <c>?limit=</c> 1 to 1000 (500), <c>?continuation=</c>.</summary>
    [Function("GetSnapshots")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "accounts/{id}/snapshots")] HttpRequest request, string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!PageQuery.TryRead(request, GetSnapshotsHandler.MaxPage, out var page, out var problem) || !DayRange.TryRead(request, page.Continuation, out var days, out problem))
            return problem;
        return PathId.IsValid(id) && await snapshots.HandleAsync(currentUser.Id, new AccountId(id), days.From, days.To, page.Limit, cancellationToken) is { } found
            ? Results.Json(found, ApiJson.Responses)
            : LedgerFunctions.NoAccount(id);
    }

    [LoggerMessage(2601, LogLevel.Information, "{Count} snapshots of accounts taken")]
    private partial void LogTaken(int count);
}
