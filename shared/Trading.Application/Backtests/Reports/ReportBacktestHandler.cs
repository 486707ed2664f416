using Trading.Application.MarketData;
using Trading.Domain.Accounts;
using Trading.Domain.Backtests;
using Trading.Quant.Backtests;

namespace Trading.Application.Backtests.Reports;

/// <summary>Makes the report of a stored back-test from its curve, its trades and the stored bars.</summary>
public sealed class ReportBacktestHandler(IBacktestRepository backtests, IBarStore bars)
{
    /// <summary>The report.</summary>
    /// <param name="user">The owner.</param>
    /// <param name="id">A completed back-test of the owner.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>Null when the stored bars are no longer those that the back-test ran on.</returns>
    /// <exception cref="ArgumentException">There is no such back-test, or it is not completed.</exception>
    public async Task<BacktestReport?> HandleAsync(UserId user, BacktestId id, CancellationToken cancellationToken)
    {
        if (await backtests.FindAsync(user, id, cancellationToken) is not { Status: BacktestStatus.Completed } backtest)
            throw new ArgumentException($"There is no completed back-test {id}.", nameof(id));
        var (times, equity) = (new List<long>(), new List<double>());
        await foreach (var piece in backtests.ReadEquityAsync(user, id, 0, cancellationToken))
        {
            times.AddRange(piece.Times.Span);
            equity.AddRange(piece.Equity.Span);
        }

        if (times.Count == 0)
            return null;
        var key = new BarKey(backtest.Request.Strategy.Instrument, backtest.Request.Strategy.Interval);
        var used = await BacktestData.LoadAsync(
            bars, backtest.Request.Strategy, new DateTimeOffset(times[0], TimeSpan.Zero), new DateTimeOffset(times[^1] + 1, TimeSpan.Zero), cancellationToken);
        if (!used.Traded.SelectMany(series => series.Times.ToArray()).Distinct().Order().SequenceEqual(times) ||
            (backtest.Pins is { } pins && used.Hash != pins.Data))
            return null;
        List<BacktestTrade> trades = [];
        await foreach (var trade in backtests.ReadTradesAsync(user, id, cancellationToken))
            trades.Add(trade);
        var trials = await backtests.ReadTrialsAsync(user, key, cancellationToken);
        return ReportBuilder.Create(
            new ReportSource(backtest.Request, used.Traded, times.ToArray(), equity.ToArray(), trades, backtest.IsSynthetic, backtest.Pins, trials)
            {
                Denials = backtest.Denials,
            },
            cancellationToken);
    }
}
