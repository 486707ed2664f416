using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Trading.Functions.Http;

/// <summary>Every error answer of the API: RFC 9457 problem details with a stable <c>code</c>, a <c>traceId</c> and, where a field is at fault, <c>errors</c> by field.</summary>
internal static class Problems
{
    /// <summary>400: the request can't be read at all.</summary>
    public static ProblemHttpResult BadRequest(string code, string detail, string? field = null) =>
        Create(StatusCodes.Status400BadRequest, code, "The request can't be read.", detail, field is null ? null : Field(field, detail));

    /// <summary>400 by field: the request can't be read as what was expected.</summary>
    public static ProblemHttpResult BadRequest(string code, IReadOnlyDictionary<string, string[]> errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        return Create(StatusCodes.Status400BadRequest, code, "The request can't be read.", string.Join(" ", errors.Select(field => $"{field.Key}: {string.Join(" ", field.Value)}")), errors);
    }

    /// <summary>404: nothing has that name or id.</summary>
    public static ProblemHttpResult NotFound(string code, string detail) =>
        Create(StatusCodes.Status404NotFound, code, "Not found.", detail, null);

    /// <summary>409: the request contradicts the present state.</summary>
    public static ProblemHttpResult Conflict(string code, string detail) =>
        Create(StatusCodes.Status409Conflict, code, "The present state doesn't allow this.", detail, null);

    /// <summary>412: what is to be changed is no longer what the change was made from.</summary>
    public static ProblemHttpResult PreconditionFailed(string code, string detail) =>
        Create(StatusCodes.Status412PreconditionFailed, code, "It was changed meanwhile.", detail, null);

    /// <summary>428: the request must say what the change was made from.</summary>
    public static ProblemHttpResult PreconditionRequired(string code, string detail) =>
        Create(StatusCodes.Status428PreconditionRequired, code, "A precondition is missing.", detail, null);

    /// <summary>413: the body is larger than the stated limit.</summary>
    public static ProblemHttpResult TooLarge(long limitBytes) =>
        Create(StatusCodes.Status413PayloadTooLarge, "body-too-large", "The body is too large.", $"The limit is {limitBytes} bytes.", null);

    /// <summary>415: the body is of another kind.</summary>
    public static ProblemHttpResult UnsupportedMediaType(string? contentType, string expected) =>
        Create(StatusCodes.Status415UnsupportedMediaType, "unsupported-media-type", "The body is of the wrong kind.",
            $"Content-Type is '{Clip(contentType)}'; expected {expected}.", null);

    /// <summary>422: the request was read, but its fields can't be accepted. Nothing was changed.</summary>
    public static ProblemHttpResult Invalid(string code, string detail, IReadOnlyDictionary<string, string[]> errors) =>
        Create(StatusCodes.Status422UnprocessableEntity, code, "The request can't be accepted.", detail, errors);

    /// <summary>422 for a single field.</summary>
    public static ProblemHttpResult Invalid(string code, string field, string error) => Invalid(code, error, Field(field, error));

    /// <summary>503: a part that the request needs isn't there now; trying later may help.</summary>
    public static ProblemHttpResult Unavailable(string code, string detail) =>
        Create(StatusCodes.Status503ServiceUnavailable, code, "Not available now.", detail, null);

    /// <summary>A value from a request as it may stand in an error: at most 64 characters.</summary>
    public static string Clip(string? value) => value is null ? "" : value.Length <= 64 ? value : string.Concat(value.AsSpan(0, 64), "…");

    private static Dictionary<string, string[]> Field(string field, string error) => new() { [field] = [error] };

    private static ProblemHttpResult Create(int status, string code, string title, string detail, IReadOnlyDictionary<string, string[]>? errors)
    {
        var extensions = new Dictionary<string, object?> { ["code"] = code, ["traceId"] = Activity.Current?.TraceId.ToString() };
        if (errors is not null)
            extensions["errors"] = errors;
        return TypedResults.Problem(detail, instance: null, status, title, type: null, extensions);
    }
}
