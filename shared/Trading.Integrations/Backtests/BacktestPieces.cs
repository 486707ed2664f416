using Azure.Data.Tables;
using Trading.Application.Backtests;
using Trading.Domain.MarketData;
using Trading.Quant.Backtests;

namespace Trading.Integrations.Backtests;

/// <summary>Pieces of equity curves and trades as rows of packed columns; a piece's size keeps every column below a property's limit.</summary>
internal static class BacktestPieces
{
    public static TableEntity Write(string partition, string rowKey, EquityPoints points) => new(partition, rowKey)
    {
        ["Count"] = points.Count,
        ["Times"] = ColumnCodec.Pack(points.Times.Span),
        ["Equity"] = ColumnCodec.Pack(points.Equity.Span),
        ["Drawdown"] = ColumnCodec.Pack(points.Drawdown.Span),
    };

    public static EquityPoints ReadEquity(TableEntity row)
    {
        var count = row.GetInt32("Count") ?? 0;
        return new EquityPoints(
            ColumnCodec.UnpackLongs(row.GetBinary("Times"), count), ColumnCodec.UnpackDoubles(row.GetBinary("Equity"), count),
            ColumnCodec.UnpackDoubles(row.GetBinary("Drawdown"), count));
    }

    public static TableEntity Write(string partition, string rowKey, IReadOnlyList<BacktestTrade> trades)
    {
        byte[] Times(Func<BacktestTrade, long> time) => ColumnCodec.Pack(trades.Select(time).ToArray());
        byte[] Numbers(Func<BacktestTrade, double> number) => ColumnCodec.Pack(trades.Select(number).ToArray());
        return new TableEntity(partition, rowKey)
        {
            ["Count"] = trades.Count,
            ["EntryTime"] = Times(trade => trade.EntryTime),
            ["EntryPrice"] = Numbers(trade => trade.EntryPrice),
            ["Quantity"] = Numbers(trade => trade.Quantity),
            ["EntryFee"] = Numbers(trade => trade.EntryFee),
            ["ExitTime"] = Times(trade => trade.ExitTime ?? 0),
            ["ExitPrice"] = Numbers(trade => trade.ExitPrice),
            ["ExitFee"] = Numbers(trade => trade.ExitFee),
        };
    }

    public static IEnumerable<BacktestTrade> ReadTrades(TableEntity row)
    {
        var count = row.GetInt32("Count") ?? 0;
        long[] Times(string column) => ColumnCodec.UnpackLongs(row.GetBinary(column), count);
        double[] Numbers(string column) => ColumnCodec.UnpackDoubles(row.GetBinary(column), count);
        var (entryTime, entryPrice, quantity, entryFee) = (Times("EntryTime"), Numbers("EntryPrice"), Numbers("Quantity"), Numbers("EntryFee"));
        var (exitTime, exitPrice, exitFee) = (Times("ExitTime"), Numbers("ExitPrice"), Numbers("ExitFee"));
        return Enumerable.Range(0, count).Select(i => new BacktestTrade(
            entryTime[i], entryPrice[i], quantity[i], entryFee[i], exitTime[i] == 0 ? null : exitTime[i], exitPrice[i], exitFee[i]));
    }
}
