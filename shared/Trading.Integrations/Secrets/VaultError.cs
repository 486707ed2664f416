using System.Text.Json;
using Azure;

namespace Trading.Integrations.Secrets;

/// <summary>
/// What Key Vault said was wrong: its status and codes. Its sentences are left out on purpose: what stands between us and the vault may put
/// anything into an answer, also the request's own body.
/// </summary>
/// <param name="Status">HTTP status; 0 without an answer.</param>
/// <param name="Code">Such as <c>Forbidden</c>.</param>
/// <param name="InnerCode">Such as <c>ForbiddenByRbac</c>; empty when there is none.</param>
/// <param name="RequestId">Under which the vault's log has it.</param>
internal sealed record VaultError(int Status, string Code, string InnerCode, string RequestId)
{
    public const string Disabled = "SecretDisabled";
    public const string DeletedButRecoverable = "ObjectIsDeletedButRecoverable";

    public static VaultError Of(RequestFailedException error)
    {
        var answer = error.GetRawResponse();
        return new VaultError(error.Status, Word(error.ErrorCode), Word(InnerCodeOf(answer?.Content)), Word(answer?.Headers.RequestId));
    }

    /// <summary>For the operator's eyes.</summary>
    public string Describe() => string.Join(' ', new[]
    {
        Status == 0 ? "gave no answer" : $"answered {Status}",
        Code,
        InnerCode.Length > 0 ? $"({InnerCode})" : "",
        RequestId.Length > 0 ? $"[request {RequestId}]" : "",
    }.Where(part => part.Length > 0));

    // {"error":{"code":…,"message":…,"innererror":{"code":…}}}; what is not of this form has no inner code.
    private static string? InnerCodeOf(BinaryData? body)
    {
        try
        {
            return body?.ToObjectFromJson<Answer>(JsonSerializerOptions.Web)?.Error?.InnerError?.Code;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Codes are words; anything else is no code.
    private static string Word(string? text) =>
        text is { Length: > 0 and <= 64 } && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-') ? text : "";

    private sealed record Answer(Fault? Error);

    private sealed record Fault(Fault? InnerError, string? Code);
}
