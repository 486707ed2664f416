using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Trading.Functions.Http;

/// <summary>Numbers of versions as entity tags: an answer's <c>ETag</c>, a change's <c>If-Match</c>.</summary>
internal static class VersionTag
{
    /// <summary>Names the version of what is answered.</summary>
    public static void Write(HttpRequest request, int version) =>
        request.HttpContext.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>The version that a change was made from.</summary>
    /// <returns>Null, or why there is none.</returns>
    public static ProblemHttpResult? Read(HttpRequest request, out int version)
    {
        var tag = request.Headers.IfMatch.ToString();
        version = 0;
        if (tag.Length == 0)
            return Problems.PreconditionRequired("if-match-missing", "If-Match is missing; expected the ETag of the version that the change was made from, such as \"3\".");
        return tag is ['"', .. var number, '"'] && TryParse(number, out version)
            ? null
            : Problems.BadRequest("invalid-if-match", $"If-Match is {Problems.Clip(tag)}; expected an ETag such as \"3\".", "If-Match");
    }

    /// <summary>True for a number as versions have: from 1 on, digits alone.</summary>
    public static bool TryParse(string? text, out int version) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out version) && version > 0;
}
