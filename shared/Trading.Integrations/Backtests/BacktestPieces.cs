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
        string Tags(Func<BacktestTrade, string?> tag) => string.Join('\n', trades.Select(tag));
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
            ["Side"] = Times(trade => trade.IsShort ? -1 : 1),
            ["Instrument"] = Times(trade => trade.Instrument),
            ["BarsHeld"] = Times(trade => trade.BarsHeld),
            ["WorstReturn"] = Numbers(trade => trade.WorstReturn),
            ["BestReturn"] = Numbers(trade => trade.BestReturn),
            ["EntryTag"] = Tags(trade => trade.EntryTag),
            ["ExitTag"] = Tags(trade => trade.ExitTag),
        };
    }

    public static IEnumerable<BacktestTrade> ReadTrades(TableEntity row)
    {
        var count = row.GetInt32("Count") ?? 0;
        long[] Times(string column) => ColumnCodec.UnpackLongs(row.GetBinary(column), count);
        string?[] Tags(string column) => [.. (row.GetString(column) ?? "").Split('\n').Select(tag => tag.Length > 0 ? tag : null)];
        double[] Numbers(string column) => ColumnCodec.UnpackDoubles(row.GetBinary(column), count);
        var (entryTime, entryPrice, quantity, entryFee) = (Times("EntryTime"), Numbers("EntryPrice"), Numbers("Quantity"), Numbers("EntryFee"));
        var (exitTime, exitPrice, exitFee) = (Times("ExitTime"), Numbers("ExitPrice"), Numbers("ExitFee"));
        var trades = Enumerable.Range(0, count).Select(i => new BacktestTrade(
            entryTime[i], entryPrice[i], quantity[i], entryFee[i], exitTime[i] == 0 ? null : exitTime[i], exitPrice[i], exitFee[i]));
        if (!row.ContainsKey("Side"))
            return trades;   // stored when positions were long and of one instrument
        var (side, instrument, barsHeld, worst, best) = (Times("Side"), Times("Instrument"), Times("BarsHeld"), Numbers("WorstReturn"), Numbers("BestReturn"));
        var (entryTag, exitTag) = (Tags("EntryTag"), Tags("ExitTag"));
        return trades.Select((trade, i) => trade with
        {
            IsShort = side[i] < 0,
            Instrument = (int)instrument[i],
            BarsHeld = (int)barsHeld[i],
            WorstReturn = worst[i],
            BestReturn = best[i],
            EntryTag = entryTag[i],
            ExitTag = exitTag[i],
        });
    }
}
