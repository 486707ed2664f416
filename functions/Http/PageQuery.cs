using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Trading.Functions.Http;

/// <summary>Which page of a list a request asks for.</summary>
/// <param name="Limit">Most items.</param>
/// <param name="Continuation">From the page before; null for the first.</param>
internal sealed record PageQuery(int Limit, string? Continuation)
{
    private const int DefaultLimit = 500;
    private const int MaxContinuation = 200;

    /// <summary>Reads <c>?limit=</c> and <c>?continuation=</c>.</summary>
    public static bool TryRead(HttpRequest request, int maxLimit, [NotNullWhen(true)] out PageQuery? page, [NotNullWhen(false)] out IResult? problem)
    {
        page = null;
        problem = null;
        var (limitText, continuation) = (request.Query["limit"].ToString(), request.Query["continuation"].ToString());
        var limit = Math.Min(DefaultLimit, maxLimit);
        if (limitText.Length > 0 &&
            (!int.TryParse(limitText, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit < 1 || limit > maxLimit))
            problem = Problems.Invalid("invalid-query", "limit", $"'{Problems.Clip(limitText)}' is no limit; expected a whole number from 1 to {maxLimit}.");
        else if (continuation.Length > MaxContinuation)
            problem = Problems.Invalid("invalid-query", "continuation", "This is no continuation of a page.");
        else
            page = new PageQuery(limit, continuation.Length == 0 ? null : continuation);
        return page is not null;
    }
}
