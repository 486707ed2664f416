using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;
using Trading.Application.Backtests;
using Trading.Application.Backtests.Reports;
using Trading.Application.Identity;
using Trading.Domain;
using Trading.Domain.Backtests;
using Trading.Functions.Http;

namespace Trading.Functions.Backtests;

/// <summary>What a completed back-test holds: its equity curve, its trades, and the report that they make.</summary>
public sealed class BacktestDataFunctions(IBacktestRepository backtests, ReportBacktestHandler reports, ICurrentUser currentUser)
{
    private const int MaxPieces = 12;   // of 4,096 points

    /// <summary>The equity curve, about 49,000 points a page.</summary>
    [Function("GetBacktestEquity")]
    public async Task<IResult> GetEquityAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "backtests/{id}/equity")] HttpRequest request,
        string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!(await CompletedAsync(id, cancellationToken)).TryGet(out _, out var problem))
            return problem;
        string? continuation = request.Query["continuation"];
        var first = 0;
        if (continuation is not null && !int.TryParse(continuation, NumberStyles.None, CultureInfo.InvariantCulture, out first))
            return Problems.Invalid("invalid-continuation", "continuation", $"'{Problems.Clip(continuation)}' is no continuation that this answer gave.");

        List<EquityPointAnswer> points = [];
        var pieces = 0;
        await foreach (var piece in backtests.ReadEquityAsync(currentUser.Id, new BacktestId(id), first, cancellationToken))
        {
            if (pieces == MaxPieces)
                return Results.Json(new EquityAnswer(points, (first + pieces).ToString(CultureInfo.InvariantCulture)), ApiJson.Responses);
            pieces++;
            for (var i = 0; i < piece.Count; i++)
                points.Add(new EquityPointAnswer(new DateTime(piece.Times.Span[i], DateTimeKind.Utc), piece.Equity.Span[i], piece.Drawdown.Span[i]));
        }

        return Results.Json(new EquityAnswer(points, null), ApiJson.Responses);
    }

    /// <summary>The trades in the order of their exits, then those still open.</summary>
    [Function("GetBacktestTrades")]
    public async Task<IResult> GetTradesAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "backtests/{id}/trades")] HttpRequest request,
        string id, CancellationToken cancellationToken)
    {
        if (!(await CompletedAsync(id, cancellationToken)).TryGet(out var backtest, out var problem))
            return problem;
        var universe = backtest.Request.Strategy.Universe.ToList();
        List<BacktestTradeView> trades = [];
        await foreach (var trade in backtests.ReadTradesAsync(currentUser.Id, new BacktestId(id), cancellationToken))
            trades.Add(BacktestTradeView.Of(trade, universe));
        return Results.Json(new TradesAnswer(trades), ApiJson.Responses);
    }

    /// <summary>The report, as data or, for a browser or with <c>format=html</c>, as a page that needs nothing beside it.</summary>
    [Function("GetBacktestReport")]
    public async Task<IResult> GetReportAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "backtests/{id}/report")] HttpRequest request,
        string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (ReportAnswer.ReadFormat(request, out var asPage) is { } wrongFormat)
            return wrongFormat;
        if (!(await CompletedAsync(id, cancellationToken)).TryGet(out _, out var problem))
            return problem;
        return await reports.HandleAsync(currentUser.Id, new BacktestId(id), cancellationToken) is { } report
            ? ReportAnswer.Of(report, asPage)
            : BarsChanged(id);
    }

    /// <summary>Two to six completed back-tests side by side: their figures, and their equity over the period they share, 100 at its start.</summary>
    [Function("CompareBacktests")]
    public async Task<IResult> CompareAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "backtests/compare")] HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var ids = request.Query["ids"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (ids.Length is < BacktestComparison.Fewest or > BacktestComparison.Most || ids.Distinct(StringComparer.Ordinal).Count() < ids.Length)
        {
            return Problems.Invalid(
                "invalid-query", "ids", $"ids are {ids.Length}; expected {BacktestComparison.Fewest} to {BacktestComparison.Most} different back-tests, joined by commas.");
        }

        List<BacktestReport> all = [];
        foreach (var id in ids)
        {
            if (!(await CompletedAsync(id, cancellationToken)).TryGet(out _, out var problem))
                return problem;
            if (await reports.HandleAsync(currentUser.Id, new BacktestId(id), cancellationToken) is not { } report)
                return BarsChanged(id);
            all.Add(report);
        }

        return Results.Json(BacktestComparison.Of(all), ApiJson.Responses);
    }

    private static ProblemHttpResult BarsChanged(string id) => Problems.Conflict(
        "backtest-bars-changed", $"The stored bars are no longer those that the back-test '{id}' ran on. Run it again for a report.");

    /// <returns>The back-test, or why it has no result.</returns>
    private async Task<Result<Backtest, ProblemHttpResult>> CompletedAsync(string id, CancellationToken cancellationToken)
    {
        var backtest = PathId.IsValid(id) ? await backtests.FindAsync(currentUser.Id, new BacktestId(id), cancellationToken) : null;
        if (backtest is null)
            return Problems.NotFound("backtest-not-found", $"There is no back-test '{Problems.Clip(id)}'.");
        return backtest.Status == BacktestStatus.Completed
            ? backtest
            : Problems.Conflict("backtest-not-completed", $"The back-test has no result: its status is {backtest.Status.ToString().ToLowerInvariant()}.");
    }
}
