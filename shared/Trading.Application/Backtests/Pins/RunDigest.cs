using System.Buffers.Binary;
using System.Security.Cryptography;
using Trading.Domain.Backtests;
using Trading.Domain.MarketData;
using Trading.Quant.Backtests;

namespace Trading.Application.Backtests.Pins;

/// <summary>Takes in a run as it is computed and gives its pins. How the bars are cut into pieces changes nothing.</summary>
public sealed class RunDigest : IDisposable
{
    private const int BarBytes = 6 * 8;
    private const int TradeBytes = 8 * 8;
    private const int RowsAtOnce = 1_024;

    private readonly IncrementalHash data = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly IncrementalHash result = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] rows = new byte[RowsAtOnce * BarBytes];

    /// <summary>SHA-256 over the bars taken in so far, in lower-case hexadecimal digits.</summary>
    public string Data => Convert.ToHexStringLower(data.GetCurrentHash());

    /// <summary>Takes in the next bars.</summary>
    /// <param name="bars">Bars that follow those taken in before, or of the next series.</param>
    public void AddBars(BarSeries bars)
    {
        ArgumentNullException.ThrowIfNull(bars);
        for (var first = 0; first < bars.Count; first += RowsAtOnce)
        {
            var count = Math.Min(RowsAtOnce, bars.Count - first);
            for (var i = 0; i < count; i++)
            {
                var row = rows.AsSpan(i * BarBytes);
                BinaryPrimitives.WriteInt64LittleEndian(row, bars.Times[first + i]);
                BinaryPrimitives.WriteDoubleLittleEndian(row[8..], bars.Open[first + i]);
                BinaryPrimitives.WriteDoubleLittleEndian(row[16..], bars.High[first + i]);
                BinaryPrimitives.WriteDoubleLittleEndian(row[24..], bars.Low[first + i]);
                BinaryPrimitives.WriteDoubleLittleEndian(row[32..], bars.Close[first + i]);
                BinaryPrimitives.WriteDoubleLittleEndian(row[40..], bars.Volume[first + i]);
            }

            data.AppendData(rows.AsSpan(0, count * BarBytes));
        }
    }

    /// <summary>Takes in the next equity.</summary>
    /// <param name="equity">Equity that follows what was taken in before.</param>
    public void AddEquity(ReadOnlySpan<double> equity)
    {
        for (var first = 0; first < equity.Length; first += RowsAtOnce)
        {
            var some = equity.Slice(first, Math.Min(RowsAtOnce, equity.Length - first));
            for (var i = 0; i < some.Length; i++)
                BinaryPrimitives.WriteDoubleLittleEndian(rows.AsSpan(i * 8), some[i]);
            result.AppendData(rows.AsSpan(0, some.Length * 8));
        }
    }

    /// <summary>The pins of the run, whose bars have all been taken in.</summary>
    /// <param name="request">What was run.</param>
    /// <param name="trades">Its trades.</param>
    public BacktestPins Finish(BacktestRequest request, IReadOnlyList<BacktestTrade> trades)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(trades);
        foreach (var trade in trades)
            AddTrade(trade);
        var costs = request.Strategy.Costs;
        return new BacktestPins(
            StrategyVersion.Of(request.Strategy), Data, EngineVersion.Current,
            costs.CommissionRate, costs.SlippageRate, Seed: 0, Convert.ToHexStringLower(result.GetHashAndReset()))
        {
            Limits = request.Limits is { } limits ? LimitsVersion.Of(limits) : null,
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        data.Dispose();
        result.Dispose();
    }

    private void AddTrade(BacktestTrade trade)
    {
        var row = rows.AsSpan(0, TradeBytes);
        BinaryPrimitives.WriteInt64LittleEndian(row, trade.EntryTime);
        BinaryPrimitives.WriteDoubleLittleEndian(row[8..], trade.EntryPrice);
        BinaryPrimitives.WriteDoubleLittleEndian(row[16..], trade.Quantity);
        BinaryPrimitives.WriteDoubleLittleEndian(row[24..], trade.EntryFee);
        BinaryPrimitives.WriteInt64LittleEndian(row[32..], trade.ExitTime ?? 0);
        BinaryPrimitives.WriteDoubleLittleEndian(row[40..], trade.ExitTime is null ? 0 : trade.ExitPrice);
        BinaryPrimitives.WriteDoubleLittleEndian(row[48..], trade.ExitFee);
        BinaryPrimitives.WriteInt64LittleEndian(row[56..], (trade.Instrument + 1) * (trade.IsShort ? -1 : 1));
        result.AppendData(row);
    }
}
