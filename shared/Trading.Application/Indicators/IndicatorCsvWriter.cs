using Trading.Application.MarketData;
using Trading.Domain.MarketData;

namespace Trading.Application.Indicators;

/// <summary>Writes indicators as CSV: a line a bar with its time and a field a column, empty where there is no value.</summary>
public static class IndicatorCsvWriter
{
    /// <summary>Writes the header and a line a bar. Numbers are the shortest text that reads back to the same bits.</summary>
    /// <param name="csv">Where to.</param>
    /// <param name="names">Of the columns.</param>
    /// <param name="bars">The series, for its times.</param>
    /// <param name="interval">Its interval: times of daily bars are dates.</param>
    /// <param name="values">One value a bar for each column.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task WriteAsync(
        TextWriter csv, IEnumerable<string> names, BarSeries bars, Interval interval, IReadOnlyList<double[]> values, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(csv);
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentNullException.ThrowIfNull(values);
        await csv.WriteAsync($"timestamp,{string.Join(',', names)}\n".AsMemory(), cancellationToken);
        for (var i = 0; i < bars.Count; i++)
        {
            var fields = values.Select(column => double.IsNaN(column[i]) ? "" : BarCsvText.WriteNumber(column[i]));
            await csv.WriteAsync($"{BarCsvText.WriteTime(bars[i].Time, interval)},{string.Join(',', fields)}\n".AsMemory(), cancellationToken);
        }
    }
}
