using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Trading.Embedded.Functions.Http;

/// <summary>What the host itself answers when something is wrong: RFC 9457 problem details with a stable <c>code</c> and the <c>traceId</c>.</summary>
internal static class HostProblems
{
    public static Task WriteAsync(HttpContext http, int status, string code, string detail, string? field = null) =>
        Of(http, status, code, detail, field).ExecuteAsync(http);

    public static IResult Of(HttpContext http, int status, string code, string detail, string? field = null)
    {
        var extensions = new Dictionary<string, object?>
        {
            ["code"] = code,
            ["traceId"] = Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier,
        };
        if (field is not null)
            extensions["errors"] = new Dictionary<string, string[]> { [field] = [detail] };
        return TypedResults.Problem(detail, instance: null, status, Title(status), type: null, extensions);
    }

    /// <summary>For a status that was set without an answer's body.</summary>
    public static Task WriteAsync(HttpContext http) => http.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => WriteAsync(http, 404, "not-found", "There is nothing at this address."),
        StatusCodes.Status405MethodNotAllowed => WriteAsync(http, 405, "method-not-allowed", $"This address answers {http.Response.Headers.Allow}, not {http.Request.Method}."),
        StatusCodes.Status413PayloadTooLarge => WriteAsync(http, 413, "body-too-large", "The body is larger than this server accepts."),
        StatusCodes.Status415UnsupportedMediaType => WriteAsync(http, 415, "unsupported-media-type", "The body is of a kind that this address doesn't read."),
        var status => WriteAsync(http, status, $"http-{status}", Title(status)),
    };

    private static string Title(int status) => status switch
    {
        400 => "The request can't be read.",
        401 => "A key is missing.",
        403 => "Not allowed.",
        404 => "Not found.",
        405 => "The method is not allowed.",
        408 => "The request took too long to arrive.",
        413 => "The body is too large.",
        415 => "The body is of the wrong kind.",
        500 => "The server failed.",
        503 => "Not available now.",
        _ => $"Status {status}.",
    };
}
