using Trading.Domain.Markets;
using Trading.Quant.Backtests;

namespace Trading.Application.Backtests;

/// <summary>A trade of a back-test as it is shown and sent; while the position is open, what its exit will tell is null.</summary>
/// <param name="EntryTime">Bar of the entry fill, UTC.</param>
/// <param name="EntryPrice">Price of the entry per unit.</param>
/// <param name="Quantity">Units bought, or sold short.</param>
/// <param name="EntryFee">Commission of the entry.</param>
/// <param name="ExitTime">Bar of the exit fill, UTC.</param>
/// <param name="ExitPrice">Price of the exit per unit.</param>
/// <param name="ExitFee">Commission of the exit.</param>
/// <param name="Profit">Gain after both commissions.</param>
/// <param name="Return">That gain as a fraction of what the entry cost.</param>
/// <param name="Symbol">What was traded.</param>
/// <param name="IsShort">True when the units were sold first and bought back.</param>
/// <param name="BarsHeld">Bars from the entry's to the exit's, both included; null where the engine does not count them.</param>
/// <param name="WorstReturn">Largest loss while it was held as a fraction of the entry price, zero or below; null likewise.</param>
/// <param name="BestReturn">Largest gain while it was held, zero or above; null likewise.</param>
/// <param name="EntryTag">Why it was opened: <c>long</c> or <c>short</c>.</param>
/// <param name="ExitTag">Why it was closed, such as <c>exit</c>, <c>stop</c>, <c>target</c>, <c>time</c>, or <c>margin</c> for a margin call.</param>
public sealed record BacktestTradeView(
    DateTime EntryTime,
    double EntryPrice,
    double Quantity,
    double EntryFee,
    DateTime? ExitTime,
    double? ExitPrice,
    double? ExitFee,
    double? Profit,
    double? Return,
    string Symbol,
    bool IsShort,
    int? BarsHeld,
    double? WorstReturn,
    double? BestReturn,
    string? EntryTag,
    string? ExitTag)
{
    /// <summary>The view of a trade.</summary>
    /// <param name="trade">The trade.</param>
    /// <param name="universe">What the strategy trades.</param>
    public static BacktestTradeView Of(BacktestTrade trade, IReadOnlyList<InstrumentId> universe)
    {
        ArgumentNullException.ThrowIfNull(trade);
        ArgumentNullException.ThrowIfNull(universe);
        var isCounted = trade.BarsHeld > 0;
        var entry = new DateTime(trade.EntryTime, DateTimeKind.Utc);
        var hasEnded = trade.ExitTime is not null;
        return new BacktestTradeView(
            entry, trade.EntryPrice, trade.Quantity, trade.EntryFee, trade.ExitTime is { } exit ? new DateTime(exit, DateTimeKind.Utc) : null,
            hasEnded ? trade.ExitPrice : null, hasEnded ? trade.ExitFee : null, hasEnded ? trade.Profit : null, hasEnded ? trade.Return : null,
            universe[trade.Instrument].Symbol, trade.IsShort, isCounted ? trade.BarsHeld : null, isCounted ? trade.WorstReturn : null,
            isCounted ? trade.BestReturn : null, trade.EntryTag, trade.ExitTag);
    }
}
