using Trading.Application.Backtests.Pins;
using Trading.Application.MarketData;
using Trading.Application.Realtime;
using Trading.Application.Telemetry;
using Trading.Domain.Backtests;
using Trading.Domain.MarketData;
using Trading.Quant.Backtests;

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
        var coverage = await bars.FindAsync(key, cancellationToken) ?? throw new InvalidOperationException($"There are no bars {key} any more.");
        span?.SetTag("trading.series", key.ToString());

        var engine = Engine(request);
        using var digest = new RunDigest();
        var curve = new EquityWriter(backtests, user, id, (double)request.InitialCash, digest);
        var reported = begun;
        await foreach (var piece in bars.ReadAsync(key, request.From, request.To, cancellationToken))
        {
            await curve.AddAsync(engine, piece, cancellationToken);
            if (clock.GetElapsedTime(reported) < ProgressEvery)
                continue;
            reported = clock.GetTimestamp();
            if (!await ReportAsync(backtest, Fraction(request, coverage, piece), cancellationToken))
                return null;
        }

        await curve.FlushAsync(cancellationToken);
        await backtests.SaveTradesAsync(user, id, engine.Trades, cancellationToken);
        var pins = digest.Finish(request, engine.Trades);
        await backtests.ChangeAsync(user, id, stored => stored with { Pins = pins }, cancellationToken);
        await backtests.SaveTrialAsync(user, key, pins.Strategy, engine.Result.Sharpe / Math.Sqrt(engine.Result.PeriodsPerYear), cancellationToken);
        BacktestTelemetry.Bars.Add(engine.Result.Bars);
        BacktestTelemetry.Duration.Record(clock.GetElapsedTime(begun).TotalSeconds);
        return engine.Result;
    }

    /// <summary>The engine of a request, before its first bar.</summary>
    public static BacktestEngine Engine(BacktestRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var strategy = request.Strategy;
        // Here money leaves the books for estimation: decimal becomes double, to the nearest.
        return new BacktestEngine(SignalDetector.Create(strategy.Rules), new BacktestSettings(
            (double)request.InitialCash, (double)strategy.Costs.CommissionRate, (double)strategy.Costs.SlippageRate,
            strategy.Rules.Sizing.WholeUnits, Annualisation.PeriodsPerYear(strategy.Interval)));
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
