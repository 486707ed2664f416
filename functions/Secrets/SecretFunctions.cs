using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Trading.Application.Identity;
using Trading.Application.Secrets;
using Trading.Functions.Http;

namespace Trading.Functions.Secrets;

/// <summary>Takes the current user's secrets. Values come in and never go out: no answer holds one.</summary>
public sealed partial class SecretFunctions(ManageSecretsHandler secrets, ICurrentUser currentUser, ILogger<SecretFunctions> logger)
{
    /// <summary>Sets a value; the one before is gone.</summary>
    [Function("SetSecret")]
    public async Task<IResult> SetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "secrets/{name}")] HttpRequest request, string name, CancellationToken cancellationToken)
    {
        if (!SecretName.TryCreate(name, out var known))
            return Problems.Invalid("invalid-secret", "name", $"'{Problems.Clip(name)}' is no name of a secret; expected {SecretName.Expected}.");
        var body = await RequestBody.ReadJsonAsync<SecretRequest>(request, cancellationToken);
        if (!body.TryGet(out var wanted, out var problem))
            return problem;
        return SecretValue.Of(wanted.Value).TryGet(out var value, out var wrong)
            ? await AnswerAsync(async () => Results.Json(SecretAnswer.Of(await secrets.SetAsync(currentUser.Id, known, value, cancellationToken)), ApiJson.Responses))
            : Problems.Invalid("invalid-secret", "value", wrong);
    }

    /// <summary>Names of the user's secrets, and when each was set.</summary>
    [Function("ListSecrets")]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "secrets")] HttpRequest request, CancellationToken cancellationToken) => AnswerAsync(
        async () => Results.Json(new { Secrets = (await secrets.ListAsync(currentUser.Id, cancellationToken)).Select(SecretAnswer.Of) }, ApiJson.Responses));

    /// <summary>Deletes a secret.</summary>
    [Function("DeleteSecret")]
    public async Task<IResult> DeleteAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "secrets/{name}")] HttpRequest request, string name, CancellationToken cancellationToken) =>
        SecretName.TryCreate(name, out var known)
            ? await AnswerAsync(async () => await secrets.DeleteAsync(currentUser.Id, known, cancellationToken) ? Results.NoContent() : Unknown(name))
            : Unknown(name);

    private static ProblemHttpResult Unknown(string name) => Problems.NotFound("secret-not-found", $"There is no secret '{Problems.Clip(name)}'.");

    private async Task<IResult> AnswerAsync(Func<Task<IResult>> answer)
    {
        try
        {
            return await answer();
        }
        catch (SecretsUnavailableException error)
        {
            // Where secrets are kept is for the operator, who reads the log.
            LogUnavailable(error);
            return Problems.Unavailable("secrets-unavailable", "The store of secrets can't be used now; the log says why.");
        }
    }

    [LoggerMessage(6301, LogLevel.Error, "The store of secrets can't be used")]
    private partial void LogUnavailable(Exception error);

    // No record: that would print its value.
    private sealed class SecretRequest
    {
        public required string Value { get; init; }
    }

    private sealed record SecretAnswer(string Name, DateTimeOffset UpdatedAt)
    {
        public static SecretAnswer Of(StoredSecret secret) => new(secret.Name.Value, secret.UpdatedAt);
    }
}
