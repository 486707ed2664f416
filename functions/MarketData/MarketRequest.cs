using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Trading.Application;
using Trading.Application.MarketData;
using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Functions.Http;

namespace Trading.Functions.MarketData;

/// <summary>Reads what requests for market data name: series and ranges of time.</summary>
internal static class MarketRequest
{
    private static readonly string Intervals = string.Join(", ", Interval.All);

    /// <summary>The series of a route and its query.</summary>
    /// <returns>Null, or why there is none.</returns>
    public static ProblemHttpResult? ReadKey(HttpRequest request, string market, string symbol, out BarKey key)
    {
        key = default;
        if (!Market.TryParse(market, out var known))
            return Problems.NotFound("unknown-market", $"There is no market '{Problems.Clip(market)}'; known: {string.Join(", ", Market.All)}.");
        if (!InstrumentId.TryCreate(known, symbol, out var instrument))
        {
            return Problems.Invalid("invalid-symbol", "symbol",
                $"'{Problems.Clip(symbol)}' is no symbol; expected 1 to {InstrumentId.MaxSymbolLength} letters, digits, dots or hyphens.");
        }

        if (ReadInterval(request, out var interval) is { } problem)
            return problem;
        key = new BarKey(instrument, interval);
        return null;
    }

    /// <summary>The interval of a query.</summary>
    public static ProblemHttpResult? ReadInterval(HttpRequest request, out Interval interval)
    {
        string? text = request.Query["interval"];
        return Interval.TryParse(text, out interval)
            ? null
            : Problems.Invalid("invalid-interval", "interval", $"interval is '{Problems.Clip(text)}'; expected one of {Intervals}.");
    }

    /// <summary>A time of a query: a date, its midnight in UTC, or an instant.</summary>
    public static ProblemHttpResult? ReadTime(HttpRequest request, string field, DateTimeOffset absent, out DateTimeOffset time)
    {
        string? text = request.Query[field];
        time = absent;
        // A plus sign in a query means a space unless it was escaped.
        if (text is null || TimeText.TryRead(text.Replace(' ', '+'), out time))
            return null;
        return Problems.Invalid("invalid-time", field, $"{field} is '{Problems.Clip(text)}'; expected {TimeText.Expected}.");
    }
}
