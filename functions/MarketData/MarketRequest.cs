using System.Globalization;
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
        if (ReadInstrument(market, symbol, out var instrument) is { } unknown)
            return unknown;
        if (ReadInterval(request, out var interval) is { } problem)
            return problem;
        key = new BarKey(instrument, interval);
        return null;
    }

    /// <summary>The instrument of a route.</summary>
    /// <returns>Null, or why there is none.</returns>
    public static ProblemHttpResult? ReadInstrument(string market, string symbol, out InstrumentId instrument)
    {
        instrument = default;
        if (!Market.TryParse(market, out var known))
            return Problems.NotFound("unknown-market", $"There is no market '{Problems.Clip(market)}'; known: {string.Join(", ", Market.All)}.");
        return InstrumentId.TryCreate(known, symbol, out instrument)
            ? null
            : Problems.Invalid("invalid-symbol", "symbol",
                $"'{Problems.Clip(symbol)}' is no symbol; expected 1 to {InstrumentId.MaxSymbolLength} letters, digits, dots or hyphens.");
    }

    /// <summary>The interval of a query.</summary>
    public static ProblemHttpResult? ReadInterval(HttpRequest request, out Interval interval)
    {
        string? text = request.Query["interval"];
        return Interval.TryParse(text, out interval)
            ? null
            : Problems.Invalid("invalid-interval", "interval", $"interval is '{Problems.Clip(text)}'; expected one of {Intervals}.");
    }

    /// <summary>The bars of a query's <c>from</c>, <c>to</c>, <c>continuation</c> and <c>limit</c>; without any the first page of all.</summary>
    /// <returns>Null, or what is wrong.</returns>
    public static ProblemHttpResult? ReadRange(HttpRequest request, int maxLimit, out BarRange range)
    {
        range = default;
        if (ReadTime(request, "from", DateTimeOffset.MinValue, out var from) is { } wrongFrom)
            return wrongFrom;
        if (ReadTime(request, "to", DateTimeOffset.MaxValue, out var to) is { } wrongTo)
            return wrongTo;
        if (ReadTime(request, "continuation", from, out from) is { } wrongContinuation)
            return wrongContinuation;
        string? text = request.Query["limit"];
        var limit = maxLimit;
        if (text is not null && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit < 1 || limit > maxLimit))
            return Problems.Invalid("invalid-limit", "limit", $"limit is '{Problems.Clip(text)}'; expected 1 to {maxLimit}.");
        range = new BarRange(from, to, limit);
        return null;
    }

    /// <summary>404: no bars of the series are stored.</summary>
    public static ProblemHttpResult Unknown(BarKey key) =>
        Problems.NotFound("unknown-symbol", $"No bars of {key.Instrument} are stored for the interval {key.Interval}.");

    /// <summary>A time of a query: a date, its midnight in UTC, or an instant.</summary>
    private static ProblemHttpResult? ReadTime(HttpRequest request, string field, DateTimeOffset absent, out DateTimeOffset time)
    {
        string? text = request.Query[field];
        time = absent;
        // A plus sign in a query means a space unless it was escaped.
        if (text is null || TimeText.TryRead(text.Replace(' ', '+'), out time))
            return null;
        return Problems.Invalid("invalid-time", field, $"{field} is '{Problems.Clip(text)}'; expected {TimeText.Expected}.");
    }
}
