using Trading.Domain.MarketData;

namespace Trading.Application.MarketData;

/// <summary>Writes bars as CSV, in the form that <see cref="BarCsvReader"/> reads back to the same bits.</summary>
public static class BarCsvWriter
{
    /// <summary>The first line.</summary>
    public const string Header = "timestamp,open,high,low,close,volume";

    /// <summary>Writes a line a bar, without the header.</summary>
    public static async Task WriteAsync(TextWriter csv, BarSeries bars, Interval interval, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(csv);
        ArgumentNullException.ThrowIfNull(bars);
        for (var i = 0; i < bars.Count; i++)
        {
            var bar = bars[i];
            var line = string.Join(',', BarCsvText.WriteTime(bar.Time, interval), BarCsvText.WriteNumber(bar.Open), BarCsvText.WriteNumber(bar.High),
                BarCsvText.WriteNumber(bar.Low), BarCsvText.WriteNumber(bar.Close), BarCsvText.WriteNumber(bar.Volume)) + "\n";
            await csv.WriteAsync(line.AsMemory(), cancellationToken);
        }
    }
}
