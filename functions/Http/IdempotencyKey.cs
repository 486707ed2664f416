using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Trading.Domain.Accounts;
using Trading.Domain.Signals;

namespace Trading.Functions.Http;

/// <summary>Ids of what a request creates: with an <c>Idempotency-Key</c> the same key gives the same id, so that a repeated request creates nothing twice.</summary>
internal static class IdempotencyKey
{
    private const string Header = "Idempotency-Key";
    private const int MaxLength = 100;

    /// <summary>The id.</summary>
    /// <param name="request">The request.</param>
    /// <param name="kind">What it creates; the same key may create one of each kind.</param>
    /// <param name="user">Whose it will be.</param>
    /// <param name="clock">Puts ids without a key in order of time.</param>
    /// <param name="id">The id.</param>
    /// <returns>Null, or why the key cannot be used.</returns>
    public static ProblemHttpResult? ReadId(HttpRequest request, string kind, UserId user, TimeProvider clock, out string id)
    {
        var key = request.Headers[Header].ToString();
        id = key.Length > 0 ? DeterministicId.Of(kind, user.Value, key) : Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");
        return key.Length <= MaxLength
            ? null
            : Problems.Invalid("invalid-idempotency-key", Header, $"The key has {key.Length} characters; expected at most {MaxLength}.");
    }
}
