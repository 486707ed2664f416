using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trading.Application.MarketData;
using Trading.Domain.Markets;
using Trading.Functions.Http;

namespace Trading.Functions.MarketData;

/// <summary>What is stored of the markets, and data to try things on.</summary>
public sealed class MarketFunctions(
    IBarStore store, IIndicatorSnapshots snapshots, GetIndicatorHistoryHandler getHistory, GetGapsHandler getGaps, LoadDemoHandler loadDemo)
{
    /// <summary>Every stored series.</summary>
    [Function("ListSeries")]
    public async Task<IResult> ListSeriesAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "market/series")] HttpRequest request, CancellationToken cancellationToken)
    {
        var all = await store.ListAsync(cancellationToken);
        return Results.Json(new { Series = all.Select(SeriesAnswer.Of) }, ApiJson.Responses);
    }

    /// <summary>The newest indicators of every series of a market, <c>?interval=1d</c>.</summary>
    [Function("GetSnapshot")]
    public async Task<IResult> GetSnapshotAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "market/{market}/snapshot")] HttpRequest request,
        string market, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!Market.TryParse(market, out var known))
            return Problems.NotFound("unknown-market", $"There is no market '{Problems.Clip(market)}'; known: {string.Join(", ", Market.All)}.");
        if (MarketRequest.ReadInterval(request, out var interval) is { } problem)
            return problem;
        var all = await snapshots.ListAsync(known, interval, cancellationToken);
        return Results.Json(new { Symbols = all.Select(SnapshotAnswer.Of) }, ApiJson.Responses);
    }

    /// <summary>The indicators of every day of a daily series in [from, to), a page at a time.</summary>
    [Function("GetSnapshotHistory")]
    public async Task<IResult> GetSnapshotHistoryAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "market/{market}/{symbol}/snapshots")] HttpRequest request,
        string market, string symbol, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (MarketRequest.ReadKey(request, market, symbol, out var key) is { } problem)
            return problem;
        if (!key.Interval.IsDaily)
            return Problems.Invalid("invalid-interval", "interval", $"interval is '{key.Interval}'; expected 1d: a history is kept of daily bars only.");
        if (MarketRequest.ReadRange(request, GetIndicatorHistoryHandler.MaxPageSize, out var range) is { } wrongRange)
            return wrongRange;
        return await getHistory.HandleAsync(key, range.From, range.To, range.Limit, cancellationToken) is { } page
            ? Results.Json(SnapshotHistoryAnswer.Of(page), ApiJson.Responses)
            : MarketRequest.Unknown(key);
    }

    /// <summary>The sessions of a series' market that have no bar, and the days with bars on which it did not trade.</summary>
    [Function("GetGaps")]
    public async Task<IResult> GetGapsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "market/{market}/{symbol}/gaps")] HttpRequest request,
        string market, string symbol, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (MarketRequest.ReadKey(request, market, symbol, out var key) is { } problem)
            return problem;
        return await getGaps.HandleAsync(key, cancellationToken) is { } gaps ? Results.Json(gaps, ApiJson.Responses) : MarketRequest.Unknown(key);
    }

    /// <summary>Loads a generated series to try things on; again, it changes nothing.</summary>
    [Function("LoadDemo")]
    public async Task<IResult> LoadDemoAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "demo")] HttpRequest request, CancellationToken cancellationToken)
    {
        var result = await loadDemo.HandleAsync(cancellationToken);
        return result.Match(saved => Results.Json(SeriesAnswer.Of(saved.Coverage), ApiJson.Responses), BarFunctions.Refused);
    }
}
