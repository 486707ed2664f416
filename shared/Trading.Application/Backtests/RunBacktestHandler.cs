using Trading.Application.Backtests.Pins;
using Trading.Application.MarketData;
using Trading.Application.Realtime;
using Trading.Application.Telemetry;
using Trading.Domain.Backtests;
using Trading.Domain.MarketData;
using Trading.Quant.Backtests;
using Trading.Quant.Performance;

namespace Trading.Application.Backtests;

/// <summary>
/// Computes a back-test over the stored bars, a piece at a time, and stores its equity curve and trades as it goes. Running it again after
/// a crash starts from the beginning and stores the same.
/// </summary>
public sealed class RunBacktestHandler(IBacktestRepository backtests, IBarStore bars, IPush push, TimeProvider clock)
{
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromMilliseconds(500);

    /// <summary>Computes.</summary>
    /// <param name="reference">Which back-test.</param>
    /// <param name="cancellationToken">Stops; it can be run again.</param>
    /// <returns>The result; null when the back-test ended meanwhile, by being cancelled say.</returns>
    /// <exception cref="InvalidOperationException">There is no such back-test, or no bars of it any more.</exception>
    public async Task<BacktestResult?> HandleAsync(BacktestReference reference, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reference);
        var (user, id) = (reference.Owner(), reference.BacktestId());
        var backtest = await backtests.ChangeAsync(
            user, id, stored => stored with { Status = BacktestStatus.Running, Progress = 0 }, cancellationToken)
            ?? throw new InvalidOperationException($"There is no back-test {id}.");
        if (backtest.HasEnded)
            return null;

        using var span = BacktestTelemetry.Source.StartActivity("RunBacktest");
        var begun = clock.GetTimestamp();
        var request = backtest.Request;
        var key = new BarKey(request.Strategy.Instrument, request.Strategy.Interval);
        span?.SetTag("trading.series", key.ToString());

        using var digest = new RunDigest();
        var run = BacktestRunner.IsFast(request)
            ? await RunInPiecesAsync(backtest, key, digest, cancellationToken)
            : await RunWholeAsync(backtest, digest, cancellationToken);
        if (run is not var (result, trades, denials))
            return null;
        await backtests.SaveTradesAsync(user, id, trades, cancellationToken);
        var pins = digest.Finish(request, trades);
        await backtests.ChangeAsync(user, id, stored => stored with { Pins = pins, Denials = denials }, cancellationToken);
        await backtests.SaveTrialsAsync(
            user, key, pins.Limits is { } limits ? $"{pins.Strategy}-{limits}" : pins.Strategy, SharpeTrials.Of([result.Sharpe / Math.Sqrt(result.PeriodsPerYear)]), cancellationToken);
        BacktestTelemetry.Bars.Add(result.Bars);
        BacktestTelemetry.Duration.Record(clock.GetElapsedTime(begun).TotalSeconds);
        return result;
    }

    /// <summary>Runs bars as they are read, so that a series of any length takes little memory.</summary>
    private async Task<(BacktestResult Result, IReadOnlyList<BacktestTrade> Trades, BacktestDenials? Denials)?> RunInPiecesAsync(
        Backtest backtest, BarKey key, RunDigest digest, CancellationToken cancellationToken)
    {
        var request = backtest.Request;
        var coverage = await bars.FindAsync(key, cancellationToken) ?? throw new InvalidOperationException($"There are no bars {key} any more.");
        var engine = BacktestRunner.Fast(request);
        var curve = new EquityWriter(backtests, backtest.User, backtest.Id, (double)request.InitialCash);
        var reported = clock.GetTimestamp();
        await foreach (var piece in bars.ReadAsync(key, request.From, request.To, cancellationToken))
        {
            var equity = new double[piece.Count];
            engine.Run(piece, equity);
            digest.AddBars(piece);
            digest.AddEquity(equity);
            await curve.AddAsync(piece.Times.ToArray(), equity, cancellationToken);
            if (clock.GetElapsedTime(reported) < ProgressEvery)
                continue;
            reported = clock.GetTimestamp();
            if (!await ReportAsync(backtest, Fraction(request, coverage, piece), cancellationToken))
                return null;
        }

        await curve.FlushAsync(cancellationToken);
        return (engine.Result, engine.Trades, null);
    }

    private async Task<(BacktestResult Result, IReadOnlyList<BacktestTrade> Trades, BacktestDenials? Denials)?> RunWholeAsync(
        Backtest backtest, RunDigest digest, CancellationToken cancellationToken)
    {
        var request = backtest.Request;
        var data = await BacktestData.LoadAsync(bars, request.Strategy, request.From, request.To, cancellationToken);
        if (data.Traded.All(series => series.Count == 0))
            throw new InvalidOperationException($"There are no bars of {string.Join(", ", request.Strategy.Universe)} any more.");
        if (!await ReportAsync(backtest, progress: 0, cancellationToken))
            return null;
        var run = BacktestRunner.Run(request, data, cancellationToken);
        data.AddTo(digest);
        digest.AddEquity(run.Equity.Span);
        var curve = new EquityWriter(backtests, backtest.User, backtest.Id, (double)request.InitialCash);
        await curve.AddAsync(run.Times, run.Equity, cancellationToken);
        await curve.FlushAsync(cancellationToken);
        return (run.Result, run.Trades, run.Denials);
    }

    private static double Fraction(BacktestRequest request, BarCoverage coverage, BarSeries piece)
    {
        var first = Math.Max(coverage.First.UtcTicks, request.From.UtcTicks);
        var last = Math.Min(coverage.Last.UtcTicks, request.To.UtcTicks);
        return last <= first ? 1 : Math.Clamp((piece.Times[^1] - first) / (double)(last - first), 0, 1);
    }

    /// <returns>False when the back-test ended meanwhile.</returns>
    private async Task<bool> ReportAsync(Backtest backtest, double progress, CancellationToken cancellationToken)
    {
        var now = await backtests.ChangeAsync(backtest.User, backtest.Id, stored => stored with { Progress = progress }, cancellationToken);
        if (now is null or { HasEnded: true })
            return false;
        await push.ToUserAsync(backtest.User, PushMessages.BacktestProgress, new BacktestProgress(backtest.Id.Value, now.Status, progress), cancellationToken);
        return true;
    }
}
