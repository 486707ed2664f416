using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;
using Trading.Application;
using Trading.Application.Identity;
using Trading.Application.Screening;
using Trading.Domain;
using Trading.Domain.Screening;
using Trading.Functions.Http;

namespace Trading.Functions.Screening;

/// <summary>Searches of a market by rules, once or kept by name.</summary>
public sealed class ScreenFunctions(
    RunScreenHandler run, KeepScreenHandler keep, IScreenRepository screens, ICurrentUser currentUser, TimeProvider clock)
{
    private const string CsvType = "text/csv";
    private const int MaxNameOrId = 200;

    /// <summary>Runs a screen that need not be stored, on the newest bars or with <c>?at=2024-06-28</c> as of then; with <c>Accept: text/csv</c> as a file.</summary>
    [Function("RunScreen")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "screens/run")] HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var body = await RequestBody.ReadJsonAsync<ScreenDraft>(request, cancellationToken);
        if (!body.TryGet(out var draft, out var problem))
            return problem;
        var errors = new FieldErrors();
        return ScreenReader.Read(draft, errors) is { } document
            ? await RunAsync(request, document, cancellationToken)
            : Invalid(errors);
    }

    /// <summary>Runs a stored screen, by its id or its name; otherwise as <see cref="RunAsync(HttpRequest, CancellationToken)"/>.</summary>
    [Function("RunStoredScreen")]
    public async Task<IResult> RunStoredAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "screens/{id}/run")] HttpRequest request, string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var stored = PathId.IsValid(id) ? await screens.FindAsync(currentUser.Id, new ScreenId(id), cancellationToken) : null;
        stored ??= id?.Length <= MaxNameOrId ? await screens.FindByNameAsync(currentUser.Id, id, cancellationToken) : null;
        return stored is null ? Unknown(id) : await RunAsync(request, stored.Document, cancellationToken);
    }

    /// <summary>Stores a screen; with an <c>Idempotency-Key</c> that was used before it gives what was stored then.</summary>
    [Function("CreateScreen")]
    public async Task<IResult> CreateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "screens")] HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (IdempotencyKey.ReadId(request, "screen", currentUser.Id, clock, out var id) is { } wrongKey)
            return wrongKey;
        var body = await RequestBody.ReadJsonAsync<ScreenDraft>(request, cancellationToken);
        if (!body.TryGet(out var draft, out var problem))
            return problem;
        return Answer(request, id, await keep.CreateAsync(currentUser.Id, new ScreenId(id), draft, cancellationToken), StatusCodes.Status201Created);
    }

    /// <summary>The user's screens, newest first.</summary>
    [Function("ListScreens")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "screens")] HttpRequest request, CancellationToken cancellationToken)
    {
        var all = await screens.ListAsync(currentUser.Id, cancellationToken);
        return Results.Json(new { Screens = all.Select(ScreenAnswer.Of) }, ApiJson.Responses);
    }

    /// <summary>One screen, with its version as the <c>ETag</c>.</summary>
    [Function("GetScreen")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "screens/{id}")] HttpRequest request, string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return PathId.IsValid(id) && await screens.FindAsync(currentUser.Id, new ScreenId(id), cancellationToken) is { } stored
            ? Answer(request, id, stored)
            : Unknown(id);
    }

    /// <summary>Replaces a screen; <c>If-Match</c> names the version that the change was made from.</summary>
    [Function("ReplaceScreen")]
    public async Task<IResult> ReplaceAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "screens/{id}")] HttpRequest request, string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!PathId.IsValid(id))
            return Unknown(id);
        if (VersionTag.Read(request, out var from) is { } wrongTag)
            return wrongTag;
        var body = await RequestBody.ReadJsonAsync<ScreenDraft>(request, cancellationToken);
        return body.TryGet(out var draft, out var problem)
            ? Answer(request, id, await keep.ReplaceAsync(currentUser.Id, new ScreenId(id), from, draft, cancellationToken))
            : problem;
    }

    /// <summary>Removes a screen.</summary>
    [Function("DeleteScreen")]
    public async Task<IResult> DeleteAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "screens/{id}")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        PathId.IsValid(id) && await screens.DeleteAsync(currentUser.Id, new ScreenId(id), cancellationToken) ? Results.NoContent() : Unknown(id);

    private async Task<IResult> RunAsync(HttpRequest request, ScreenDocument document, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        // A plus sign in a query means a space unless it was escaped.
        var text = request.Query["at"].ToString() is { Length: > 0 } given ? given.Replace(' ', '+') : null;
        var at = TimeText.Read("at", text, DateTimeOffset.MaxValue, errors);
        if (!errors.IsEmpty)
            return Invalid(errors);
        var found = await run.HandleAsync(document, text is null ? null : at, cancellationToken);
        if (!found.TryGet(out var result, out var refused))
            return Invalid(refused);
        return request.Headers.Accept.ToString().Contains(CsvType, StringComparison.OrdinalIgnoreCase)
            ? Results.Text(ScreenCsvWriter.Write(result, document.Interval, document.Ranking is not null), CsvType)
            : Results.Json(result, ApiJson.Responses);
    }

    private static IResult Answer(HttpRequest request, string id, Result<StoredScreen, ScreenRefusal> result, int status = StatusCodes.Status200OK)
    {
        if (!result.TryGet(out var stored, out var refusal))
        {
            return refusal switch
            {
                ScreenRefusal.Invalid invalid => Invalid(invalid.Errors),
                ScreenRefusal.NameTaken taken => Problems.Conflict("screen-name-taken", $"Another screen has the name '{Problems.Clip(taken.Name)}'; choose another one. Nothing was stored."),
                ScreenRefusal.Changed changed => Problems.PreconditionFailed(
                    "screen-changed", $"The screen was changed: its version is {changed.Newest}. Nothing was stored; look at it and send If-Match: \"{changed.Newest}\"."),
                _ => Unknown(id),
            };
        }

        VersionTag.Write(request, stored.Version);
        if (status == StatusCodes.Status201Created)
            request.HttpContext.Response.Headers.Location = $"/api/screens/{stored.Id}";
        return Results.Json(ScreenAnswer.Of(stored), ApiJson.Responses, statusCode: status);
    }

    private static ProblemHttpResult Unknown(string? id) => Problems.NotFound("screen-not-found", $"There is no screen '{Problems.Clip(id)}'.");

    private static ProblemHttpResult Invalid(FieldErrors errors) => Problems.Invalid("invalid-screen", "The screen can't be used.", errors.ToDictionary());
}
