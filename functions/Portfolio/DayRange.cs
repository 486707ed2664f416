using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Trading.Application;
using Trading.Functions.Http;

namespace Trading.Functions.Portfolio;

/// <summary>Days that a request asks for, both ends included.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
internal sealed record DayRange(DateOnly From, DateOnly To)
{
    /// <summary>Reads <c>?from=</c> and <c>?to=</c>; without one all days on that side.</summary>
    /// <param name="request">The request.</param>
    /// <param name="continuation">The first day of a later page; null on the first.</param>
    /// <param name="range">The days.</param>
    /// <param name="problem">What is wrong.</param>
    public static bool TryRead(HttpRequest request, string? continuation, [NotNullWhen(true)] out DayRange? range, [NotNullWhen(false)] out IResult? problem)
    {
        var errors = new FieldErrors();
        var (from, to) = (Day("from", DateOnly.MinValue), Day("to", DateOnly.MaxValue));
        if (errors.IsEmpty && to < from)
            errors.Add("to", $"to is '{to:yyyy-MM-dd}'; expected {from:yyyy-MM-dd} or later.");
        if (continuation is not null && !TryDay(continuation, out from))
            errors.Add("continuation", "This is no continuation of a page.");
        problem = errors.IsEmpty ? null : Problems.Invalid("invalid-query", errors.ToString(), errors.ToDictionary());
        range = errors.IsEmpty ? new DayRange(from, to) : null;
        return range is not null;

        DateOnly Day(string field, DateOnly absent)
        {
            if (request.Query[field].ToString() is not { Length: > 0 } text)
                return absent;
            if (!TryDay(text, out var day))
                errors.Add(field, $"{field} is {FieldErrors.Show(text)}; expected a date such as 2024-06-28.");
            return day;
        }
    }

    private static bool TryDay(string text, out DateOnly day) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
