using Trading.Domain.Accounts;
using Trading.Domain.Backtests;

namespace Trading.Application.Backtests;

/// <summary>Stores an equity curve in pieces of one size, whatever the sizes of the pieces it comes in.</summary>
internal sealed class EquityWriter(IBacktestRepository backtests, UserId user, BacktestId id, double initial)
{
    private readonly long[] times = new long[IBacktestRepository.EquityPieceSize];
    private readonly double[] equity = new double[IBacktestRepository.EquityPieceSize];
    private readonly double[] drawdown = new double[IBacktestRepository.EquityPieceSize];
    private double peak = initial;
    private int filled;
    private int piece;

    public async Task AddAsync(ReadOnlyMemory<long> nextTimes, ReadOnlyMemory<double> nextEquity, CancellationToken cancellationToken)
    {
        for (var at = 0; at < nextTimes.Length;)
        {
            var length = Math.Min(nextTimes.Length - at, equity.Length - filled);
            nextTimes.Slice(at, length).CopyTo(times.AsMemory(filled));
            nextEquity.Slice(at, length).CopyTo(equity.AsMemory(filled));
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
