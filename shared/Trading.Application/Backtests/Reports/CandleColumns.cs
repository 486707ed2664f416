using Trading.Domain.MarketData;

namespace Trading.Application.Backtests.Reports;

/// <summary>Prices as columns; of long series several bars make one candle.</summary>
/// <param name="BarsEach">Bars in a candle; the last may have fewer.</param>
/// <param name="Time">First bar of each candle.</param>
/// <param name="Open">First prices.</param>
/// <param name="High">Highest prices.</param>
/// <param name="Low">Lowest prices.</param>
/// <param name="Close">Last prices.</param>
/// <param name="Volume">Units traded.</param>
public sealed record CandleColumns(
    int BarsEach,
    IReadOnlyList<long> Time,
    IReadOnlyList<double> Open,
    IReadOnlyList<double> High,
    IReadOnlyList<double> Low,
    IReadOnlyList<double> Close,
    IReadOnlyList<double> Volume)
{
    /// <summary>Most candles.</summary>
    public const int Most = 20_000;

    private const int PriceDigits = 7;
    private const int VolumeDigits = 4;

    internal static CandleColumns Of(BarSeries bars)
    {
        var each = Math.Max(1, (bars.Count + Most - 1) / Most);
        var count = (bars.Count + each - 1) / each;
        var time = new long[count];
        var (open, high, low, close, volume) = (new double[count], new double[count], new double[count], new double[count], new double[count]);
        for (var candle = 0; candle < count; candle++)
        {
            var (start, end) = (candle * each, Math.Min((candle + 1) * each, bars.Count));
            var (top, bottom, traded) = (bars.High[start], bars.Low[start], 0.0);
            for (var i = start; i < end; i++)
            {
                top = Math.Max(top, bars.High[i]);
                bottom = Math.Min(bottom, bars.Low[i]);
                traded += bars.Volume[i];
            }

            time[candle] = Column.Milliseconds(bars.Times[start]);
            open[candle] = Column.Round(bars.Open[start], PriceDigits);
            high[candle] = Column.Round(top, PriceDigits);
            low[candle] = Column.Round(bottom, PriceDigits);
            close[candle] = Column.Round(bars.Close[end - 1], PriceDigits);
            volume[candle] = Column.Round(traded, VolumeDigits);
        }

        return new CandleColumns(each, time, open, high, low, close, volume);
    }
}
