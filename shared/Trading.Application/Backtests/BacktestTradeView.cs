using Trading.Quant.Backtests;

namespace Trading.Application.Backtests;

/// <summary>A trade of a back-test as it is shown and sent; while the position is open, what its exit will tell is null.</summary>
/// <param name="EntryTime">Bar of the entry fill, UTC.</param>
/// <param name="EntryPrice">Price paid per unit.</param>
/// <param name="Quantity">Units bought.</param>
/// <param name="EntryFee">Commission of the entry.</param>
/// <param name="ExitTime">Bar of the exit fill, UTC.</param>
/// <param name="ExitPrice">Price received per unit.</param>
/// <param name="ExitFee">Commission of the exit.</param>
/// <param name="Profit">Gain after both commissions.</param>
/// <param name="Return">That gain as a fraction of what the entry cost.</param>
public sealed record BacktestTradeView(
    DateTime EntryTime,
    double EntryPrice,
    double Quantity,
    double EntryFee,
    DateTime? ExitTime,
    double? ExitPrice,
    double? ExitFee,
    double? Profit,
    double? Return)
{
    /// <summary>The view of a trade.</summary>
    public static BacktestTradeView Of(BacktestTrade trade)
    {
        ArgumentNullException.ThrowIfNull(trade);
        var entry = new DateTime(trade.EntryTime, DateTimeKind.Utc);
        return trade.ExitTime is { } exit
            ? new BacktestTradeView(
                entry, trade.EntryPrice, trade.Quantity, trade.EntryFee, new DateTime(exit, DateTimeKind.Utc), trade.ExitPrice, trade.ExitFee,
                trade.Profit, trade.Return)
            : new BacktestTradeView(entry, trade.EntryPrice, trade.Quantity, trade.EntryFee, null, null, null, null, null);
    }
}
