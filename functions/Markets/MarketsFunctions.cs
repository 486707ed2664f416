using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;
using Trading.Domain.Markets;
using Trading.Functions.Http;

namespace Trading.Functions.Markets;

/// <summary>The rules of the markets: ticks, limits, taxes, fees, commissions, and the days and hours of trading.</summary>
public sealed class MarketsFunctions(TimeProvider clock)
{
    /// <summary>Most days of one answer.</summary>
    public const int MaxDays = 3_660;

    private const int UsualDays = 31;

    /// <summary>Every market with its rules as they are on a day, <c>?date=2024-01-02</c>; without it today.</summary>
    [Function("ListMarkets")]
    public IResult List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "markets")] HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return ReadDate(request, "date", DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), out var date) is { } problem
            ? problem
            : Results.Json(new { Date = date, Markets = Market.All.Select(market => MarketAnswer.Of(market, date)) }, ApiJson.Responses);
    }

    /// <summary>The sessions of a market from one day to another, both included; without them the month that begins today.</summary>
    [Function("ListSessions")]
    public IResult ListSessions([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "markets/{market}/sessions")] HttpRequest request, string market)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!Market.TryParse(market, out var known))
            return Problems.NotFound("unknown-market", $"There is no market '{Problems.Clip(market)}'; known: {string.Join(", ", Market.All)}.");
        var calendar = TradingCalendar.For(known);
        if (ReadDate(request, "from", calendar.DateOf(clock.GetUtcNow()), out var from) is { } wrongFrom)
            return wrongFrom;
        if (!calendar.Knows(from))
            return Outside("from", from, calendar);
        var usual = from.AddDays(UsualDays - 1);
        if (ReadDate(request, "to", calendar.Knows(usual) ? usual : calendar.Last, out var to) is { } wrongTo)
            return wrongTo;
        if (!calendar.Knows(to))
            return Outside("to", to, calendar);
        if (to < from || to.DayNumber - from.DayNumber >= MaxDays)
            return Problems.Invalid("invalid-range", "to", $"to is '{to:yyyy-MM-dd}'; expected a day from {from:yyyy-MM-dd} on, within {MaxDays} days.");
        var sessions = calendar.Sessions(from, to).Select(date => SessionAnswer.Of(calendar.SessionOn(date)!.Value));
        return Results.Json(new { Market = known.Code, TimeZone = calendar.TimeZone.Id, Sessions = sessions }, ApiJson.Responses);
    }

    private static ProblemHttpResult? ReadDate(HttpRequest request, string field, DateOnly absent, out DateOnly date)
    {
        string? text = request.Query[field];
        date = absent;
        return text is null || DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date)
            ? null
            : Problems.Invalid("invalid-date", field, $"{field} is '{Problems.Clip(text)}'; expected a date such as 2024-01-02.");
    }

    private static ProblemHttpResult Outside(string field, DateOnly date, TradingCalendar calendar) => Problems.Invalid(
        "outside-calendar", field,
        $"{field} is '{date:yyyy-MM-dd}'; expected a day from {calendar.First:yyyy-MM-dd} to {calendar.Last:yyyy-MM-dd}, which the calendar of {calendar.Market} knows.");
}
