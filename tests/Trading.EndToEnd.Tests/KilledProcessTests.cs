using System.Globalization;
using System.Text;
using Trading.Quant.SyntheticData;

namespace Trading.EndToEnd.Tests;

/// <summary>A killed program on generated prices.</summary>
public sealed class KilledProcessTests(ITestOutputHelper log) : KilledProcess(log, kills: 8)
{
    [Fact]
    public Task A_killed_program_loses_no_order_and_doubles_none() =>
        TradeAsync("SYN", Synthetic(bars: 700), entry: "sma(3) crosses above sma(8)", exit: "sma(3) crosses below sma(8)", expected: null);

    internal static string Synthetic(int bars)
    {
        var series = SyntheticBars.Daily(symbol: 7, bars, new DateOnly(2010, 1, 4));
        var csv = new StringBuilder("timestamp,open,high,low,close,volume\n");
        for (var i = 0; i < series.Count; i++)
        {
            var bar = series[i];
            csv.Append(CultureInfo.InvariantCulture, $"{bar.Time:yyyy-MM-dd},{bar.Open},{bar.High},{bar.Low},{bar.Close},{bar.Volume}\n");
        }

        return csv.ToString();
    }
}
