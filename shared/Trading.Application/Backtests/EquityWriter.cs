using Trading.Application.Backtests.Pins;
using Trading.Domain.Accounts;
using Trading.Domain.Backtests;
using Trading.Domain.MarketData;
using Trading.Quant.Backtests;

namespace Trading.Application.Backtests;

/// <summary>Runs bars through an engine and stores the equity curve in pieces of one size, whatever the sizes of the bars' pieces.</summary>
internal sealed class EquityWriter(IBacktestRepository backtests, UserId user, BacktestId id, double initial, RunDigest digest)
{
    private readonly long[] times = new long[IBacktestRepository.EquityPieceSize];
    private readonly double[] equity = new double[IBacktestRepository.EquityPieceSize];
    private readonly double[] drawdown = new double[IBacktestRepository.EquityPieceSize];
    private double peak = initial;
    private int filled;
    private int piece;

    public async Task AddAsync(BacktestEngine engine, BarSeries bars, CancellationToken cancellationToken)
    {
        for (var at = 0; at < bars.Count;)
        {
            var length = Math.Min(bars.Count - at, equity.Length - filled);
            var next = bars.Slice(at, length);
            next.Times.CopyTo(times.AsSpan(filled));
            engine.Run(next, equity.AsSpan(filled, length));
            digest.Add(next, equity.AsSpan(filled, length));
            for (var i = filled; i < filled + length; i++)
            {
                peak = Math.Max(peak, equity[i]);
                drawdown[i] = 1 - (equity[i] / peak);
            }

            at += length;
            filled += length;
            if (filled == equity.Length)
                await FlushAsync(cancellationToken);
        }
    }

    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (filled == 0)
            return;
        await backtests.SaveEquityAsync(
            user, id, piece, new EquityPoints(times.AsMemory(0, filled), equity.AsMemory(0, filled), drawdown.AsMemory(0, filled)), cancellationToken);
        piece++;
        filled = 0;
    }
}
