using Trading.Quant.Backtests;
using Trading.Quant.Performance;

namespace Trading.Application.Backtests.Reports;

/// <summary>Trades as columns, by the time of their entries. Of very many those with the largest gains and losses.</summary>
/// <param name="Count">All trades; the columns hold at most <see cref="Most"/>.</param>
/// <param name="Entry">Bars of the entry fills.</param>
/// <param name="Exit">Bars of the exit fills; null while open.</param>
/// <param name="Instrument">Position of the instrument in the strategy's universe.</param>
/// <param name="Side">Side of the entry: 1 for a long position, -1 for a short one.</param>
/// <param name="Quantity">Units held.</param>
/// <param name="EntryPrice">Prices of the entries.</param>
/// <param name="ExitPrice">Prices of the exits; NaN while open.</param>
/// <param name="Fees">Commissions of both sides.</param>
/// <param name="Profit">Gains after commissions; NaN while open.</param>
/// <param name="Return">Gains as fractions of the entries' value; NaN while open.</param>
/// <param name="Bars">Bars from the entry's to the exit's, or to the end of the run.</param>
/// <param name="Adverse">Farthest price against the position, as a fraction of the entry price.</param>
/// <param name="Favourable">Farthest price for the position, likewise.</param>
public sealed record TradeColumns(
    int Count,
    IReadOnlyList<long> Entry,
    IReadOnlyList<long?> Exit,
    IReadOnlyList<int> Instrument,
    IReadOnlyList<int> Side,
    IReadOnlyList<double> Quantity,
    IReadOnlyList<double> EntryPrice,
    IReadOnlyList<double> ExitPrice,
    IReadOnlyList<double> Fees,
    IReadOnlyList<double> Profit,
    IReadOnlyList<double> Return,
    IReadOnlyList<int> Bars,
    IReadOnlyList<double> Adverse,
    IReadOnlyList<double> Favourable)
{
    /// <summary>Most trades in the columns.</summary>
    public const int Most = 10_000;

    private const int MoneyDigits = 8;
    private const int PriceDigits = 8;
    private const int FractionDigits = 5;

    internal static TradeColumns Of(EquityCurve curve, IReadOnlyList<BacktestTrade> trades, IReadOnlyList<Excursion> excursions)
    {
        int[] kept = [.. Enumerable.Range(0, trades.Count)
            .OrderByDescending(i => double.IsNaN(trades[i].Profit) ? double.PositiveInfinity : Math.Abs(trades[i].Profit)).Take(Most)
            .OrderBy(i => trades[i].EntryTime)];
        double[] Pick(Func<BacktestTrade, double> value, int digits) => [.. kept.Select(i => Column.Round(value(trades[i]), digits))];
        return new TradeColumns(
            trades.Count,
            [.. kept.Select(i => Column.Milliseconds(trades[i].EntryTime))],
            [.. kept.Select(i => trades[i].ExitTime is { } exit ? Column.Milliseconds(exit) : (long?)null)],
            [.. kept.Select(i => trades[i].Instrument)],
            [.. kept.Select(i => trades[i].IsShort ? -1 : 1)],
            Pick(trade => trade.Quantity, MoneyDigits),
            Pick(trade => trade.EntryPrice, PriceDigits),
            Pick(trade => trade.ExitPrice, PriceDigits),
            Pick(trade => trade.EntryFee + trade.ExitFee, MoneyDigits),
            Pick(trade => trade.Profit, MoneyDigits),
            Pick(trade => trade.Return, FractionDigits),
            [.. kept.Select(i => (trades[i].ExitTime is { } exit ? curve.IndexAtOrAfter(exit) : curve.Count) - curve.IndexAtOrAfter(trades[i].EntryTime))],
            [.. kept.Select(i => Column.Round(excursions[i].Adverse, FractionDigits))],
            [.. kept.Select(i => Column.Round(excursions[i].Favourable, FractionDigits))]);
    }
}
