using System.Runtime.CompilerServices;
using System.Text;
using Trading.Application.MarketData;
using Trading.Domain.MarketData;

namespace Trading.Application.Tests.MarketData;

public sealed class BarCsvReaderTests
{
    private static readonly DateTimeOffset Now = new(2024, 6, 3, 15, 30, 0, TimeSpan.Zero);

    [Fact]
    public async Task Rows_that_contradict_each_other_are_all_refused()
    {
        var content = await ReadAsync("timestamp,open,high,low,close,volume\n2024-01-02,1,2,1,2,5\n2024-01-03,1,2,1,2,5\n2024-01-03,1,2,1,1.5,5\n");

        Assert.Equal((1, 2), (content.Bars.Count, content.Rejected));
        Assert.Equal("timestamp stands in lines 3, 4 with different values", content.Errors[3][0]);
        Assert.Equal(content.Errors[3], content.Errors[4]);
    }

    [Fact]
    public async Task Bars_closer_than_their_interval_are_refused()
    {
        var content = await ReadAsync(
            "timestamp,open,high,low,close,volume\n2024-01-02T10:00:00Z,1,1,1,1,1\n2024-01-02T10:01:00Z,1,1,1,1,1\n2024-01-02T10:05:00Z,1,1,1,1,1\n",
            Interval.FiveMinutes);

        Assert.Equal((2, 1), (content.Bars.Count, content.Rejected));
        Assert.Contains("expected bars of 5m", content.Errors[3][0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2024-06-03T15:25:00Z", true)]
    [InlineData("2024-06-03T15:26:00Z", false)]    // closes a minute from now
    [InlineData("2024-06-03T15:25:30Z", false)]
    [InlineData("2024-06-03", false)]
    [InlineData("2024-06-03T15:25:00", false)]
    public async Task An_intraday_bar_has_closed_and_says_its_instant(string time, bool accepted)
    {
        var content = await ReadAsync($"timestamp,open,high,low,close,volume\n{time},1,1,1,1,1\n", Interval.FiveMinutes);

        Assert.Equal(accepted, content.IsGood);
    }

    [Fact]
    public async Task Every_wrong_field_of_a_row_is_named_with_its_value()
    {
        var content = await ReadAsync("timestamp,open,high,low,close,volume\n2024-13-01,1,x,\"\",4,5\n");

        Assert.Equal(
            [
                "timestamp is '2024-13-01'; expected a session date such as 2021-03-31",
                "high is 'x'; expected a number such as 1234.56",
                "low is ''; expected a number such as 1234.56",
            ],
            content.Errors[2]);
    }

    [Fact]
    public async Task Errors_are_counted_beyond_those_listed()
    {
        var csv = new StringBuilder("timestamp,open,high,low,close,volume\n");
        for (var i = 0; i < 500; i++)
            csv.Append("bad,1,1,1,1,1\n");

        var content = await ReadAsync(csv.ToString());

        Assert.Equal((500, BarCsvLimits.MaxErrorsListed), (content.Rejected, content.Errors.Count));
    }

    [Fact]
    public async Task A_header_that_names_a_column_twice_is_refused()
    {
        var content = await ReadAsync("date,timestamp,open,high,low,close,volume\n2024-01-02,2024-01-02,1,1,1,1,1\n");

        Assert.False(content.IsReadable);
        Assert.Contains("twice", content.Errors[1][0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("us/SPY.1d.csv", "1d", 5849)]
    [InlineData("us/SPY.1h.csv", "1h", 40832)]
    [InlineData("us/SPY.1m.csv", "1m", 5786)]
    [InlineData("us/AAPL.adj.1d.csv", "1d", 5849)]
    [InlineData("kr/005930.1985-2018.1d.csv", "1d", 8826)]
    [InlineData("crypto/BTCUSDT.1d.csv", "1d", 1246)]
    [InlineData("crypto/BTC-PERP.1m.csv", "1m", 45031)]
    [InlineData("fx/USDJPY.1m.csv", "1m", 28761)]
    [InlineData("skender/MSFT.1d.csv", "1d", 8111)]
    [Trait("Reference", "beside")]
    public async Task Real_files_are_read_whole_and_written_back_to_the_same_values(string file, string interval, int count)
    {
        var path = Path.GetFullPath(Path.Combine(Here(), "../../../../shared/data", file));
        Assert.SkipUnless(File.Exists(path), $"The reference data is not at {path}.");
        Assert.True(Interval.TryParse(interval, out var parsed));
        await using var csv = File.OpenRead(path);

        var content = await BarCsvReader.ReadAsync(csv, parsed, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), TestContext.Current.CancellationToken);

        Assert.True(content.IsGood, string.Join("; ", content.Errors.Select(error => $"{error.Key}: {error.Value[0]}").Take(3)));
        Assert.Equal(count, content.Bars.Count);
        var written = new StringWriter();
        await written.WriteAsync(BarCsvWriter.Header + "\n");
        await BarCsvWriter.WriteAsync(written, content.Bars, parsed, TestContext.Current.CancellationToken);
        var again = await ReadAsync(written.ToString(), parsed, DateTimeOffset.MaxValue);
        Assert.False(BarMerge.Of(content.Bars, again.Bars).HasChanged);
        var lines = await File.ReadAllLinesAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(lines[1].Split(',')[0], written.ToString().Split('\n')[1].Split(',')[0]);
    }

    private static Task<BarCsvContent> ReadAsync(string csv, Interval interval = default, DateTimeOffset? now = null) => BarCsvReader.ReadAsync(
        new MemoryStream(Encoding.UTF8.GetBytes(csv)), interval, now ?? Now, TestContext.Current.CancellationToken);

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
