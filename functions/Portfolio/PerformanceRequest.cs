using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Trading.Application;
using Trading.Application.Portfolio;
using Trading.Domain.Markets;
using Trading.Functions.Http;
using Trading.Quant.Performance;

namespace Trading.Functions.Portfolio;

/// <summary>Reads which performance a request asks for: <c>?from=</c>, <c>?to=</c>, <c>?benchmark=US:SPY</c>, <c>?period=</c> day, month (when left out) or year, <c>?currency=KRW</c>.</summary>
internal static class PerformanceRequest
{
    public static bool TryRead(HttpRequest request, [NotNullWhen(true)] out PerformanceQuery? query, [NotNullWhen(false)] out IResult? problem)
    {
        query = null;
        if (!DayRange.TryRead(request, null, out var days, out problem) || !CurrencyQuery.TryRead(request, out var currency, out problem))
            return false;
        var errors = new FieldErrors();
        InstrumentId? benchmark = null;
        if (request.Query["benchmark"].ToString() is { Length: > 0 } text)
        {
            if (InstrumentId.TryParse(text, out var instrument))
                benchmark = instrument;
            else
                errors.Add("benchmark", $"benchmark is {FieldErrors.Show(text)}; expected an instrument such as US:SPY.");
        }

        var period = ReturnPeriod.Month;
        if (request.Query["period"].ToString() is { Length: > 0 } named && !TryPeriod(named, out period))
            errors.Add("period", $"period is {FieldErrors.Show(named)}; expected day, month or year.");
        if (errors.IsEmpty)
            query = new PerformanceQuery(days.From, days.To, benchmark, period) { Currency = currency };
        else
            problem = Problems.Invalid("invalid-query", errors.ToString(), errors.ToDictionary());
        return query is not null;
    }

    private static bool TryPeriod(string text, out ReturnPeriod period)
    {
        (var known, period) = text switch
        {
            "day" => (true, ReturnPeriod.Day),
            "month" => (true, ReturnPeriod.Month),
            "year" => (true, ReturnPeriod.Year),
            _ => (false, default),
        };
        return known;
    }
}
