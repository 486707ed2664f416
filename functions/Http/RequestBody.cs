using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Trading.Domain;

namespace Trading.Functions.Http;

/// <summary>Reads request bodies with their limits, and says what is wrong with them in the API's own words.</summary>
internal static class RequestBody
{
    /// <summary>Largest JSON body accepted, in bytes.</summary>
    public const long JsonLimitBytes = 1024 * 1024;

    /// <summary>Reads a JSON body of a known shape. Unknown members, wrong types and a missing body are refused by field.</summary>
    public static async Task<Result<T, ProblemHttpResult>> ReadJsonAsync<T>(HttpRequest request, CancellationToken cancellationToken)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!request.HasJsonContentType())
            return Problems.UnsupportedMediaType(request.ContentType, "application/json");
        if (!TryLimit(request, JsonLimitBytes))
            return Problems.TooLarge(JsonLimitBytes);
        try
        {
            var body = await JsonSerializer.DeserializeAsync<T>(new LimitedStream(request.Body, JsonLimitBytes), ApiJson.Requests, cancellationToken);
            return body is null ? Problems.BadRequest("empty-body", "The body is null; expected a JSON object.") : body;
        }
        catch (JsonException error)
        {
            return Problems.BadRequest("malformed-json", JsonFaults.Of(error));
        }
        catch (BodyTooLargeException)
        {
            return Problems.TooLarge(JsonLimitBytes);
        }
    }

    /// <summary>Sets the limit of a body that a handler reads as a stream.</summary>
    /// <returns>False when the request announces more than that.</returns>
    public static bool TryLimit(HttpRequest request, long limitBytes)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.ContentLength > limitBytes)
            return false;
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
            feature.MaxRequestBodySize = limitBytes;
        return true;
    }
}
