using Trading.Domain.MarketData;

namespace Trading.Domain.Tests.MarketData;

public sealed class BarSeriesTests
{
    private static readonly DateTimeOffset Monday = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_range_includes_its_start_and_excludes_its_end()
    {
        var bars = Daily(10);

        var between = bars.Between(Monday.AddDays(2), Monday.AddDays(5));

        Assert.Equal((3, Monday.AddDays(2), Monday.AddDays(4)), (between.Count, between[0].Time, between[2].Time));
        Assert.Equal(0, bars.Between(Monday.AddDays(5), Monday.AddDays(2)).Count);
        Assert.Equal(10, bars.Between(DateTimeOffset.MinValue, DateTimeOffset.MaxValue).Count);
        Assert.Equal(0, bars.Between(Monday.AddDays(10), DateTimeOffset.MaxValue).Count);
    }

    [Fact]
    public void A_slice_of_a_slice_shows_the_same_bars()
    {
        var bars = Daily(10);

        var slice = bars.Slice(2, 6).Slice(1, 3);

        Assert.Equal([bars[3], bars[4], bars[5]], [slice[0], slice[1], slice[2]]);
        Assert.Equal([3, 4, 5], slice.Volume.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => slice[3]);
        Assert.Throws<ArgumentOutOfRangeException>(() => bars.Slice(8, 3));
    }

    [Fact]
    public void Times_that_do_not_ascend_are_no_series()
    {
        var bar = Daily(1)[0];

        Assert.Throws<ArgumentException>(() => BarSeries.FromBars([bar, bar]));
        Assert.Throws<ArgumentException>(() => BarSeries.FromColumns([1], [1], [1], [1], [1], []));
    }

    [Fact]
    public void Restated_bars_replace_stored_ones_and_repeated_ones_change_nothing()
    {
        var stored = Daily(5);
        var restated = stored[3] with { Close = 99 };
        var arrived = BarSeries.FromBars([stored[2], restated, Daily(7)[5]]);

        var merge = BarMerge.Of(stored, arrived);

        Assert.Equal((1, 1, 1), (merge.Added, merge.Updated, merge.Unchanged));
        Assert.Equal([stored[0], stored[1], stored[2], restated, stored[4], arrived[2]], Enumerable.Range(0, 6).Select(i => merge.Bars[i]));
        Assert.False(BarMerge.Of(merge.Bars, arrived).HasChanged);
        Assert.Equal(3, BarMerge.Of(BarSeries.Empty, arrived).Added);
    }

    [Fact]
    public void Packed_bars_come_back_exactly_and_within_the_limit_of_a_column()
    {
        const int seed = 31337;
        var random = new Random(seed);
        double[] Column() => [.. Enumerable.Range(0, 44_640).Select(_ => random.NextDouble())];
        var month = BarSeries.FromColumns(
            [.. Enumerable.Range(0, 44_640).Select(i => Monday.UtcTicks + (i * TimeSpan.TicksPerMinute))], Column(), Column(), Column(), Column(), Column());

        var pieces = PackedBars.Pack(month);

        Assert.All(pieces, piece => Assert.InRange(
            new[] { piece.Times, piece.Open, piece.High, piece.Low, piece.Close, piece.Volume }.Max(column => column.Length), 1, 65_536));
        var back = BarSeries.Concat([.. pieces.Select(piece => piece.Unpack())]);
        Assert.Equal(month.Times.ToArray(), back.Times.ToArray());
        Assert.Equal(month.Open.ToArray(), back.Open.ToArray());
        Assert.Equal(month.High.ToArray(), back.High.ToArray());
        Assert.Equal(month.Low.ToArray(), back.Low.ToArray());
        Assert.Equal(month.Close.ToArray(), back.Close.ToArray());
        Assert.Equal(month.Volume.ToArray(), back.Volume.ToArray());
        Assert.Empty(PackedBars.Pack(BarSeries.Empty));
    }

    [Theory]
    [InlineData("1d", "2019-12-31", "20100101")]
    [InlineData("1d", "2020-01-01", "20200101")]
    [InlineData("1m", "2020-02-29", "20200201")]
    [InlineData("15m", "2020-12-31", "20201001")]
    [InlineData("30m", "2020-12-31", "20200101")]
    [InlineData("1h", "1998-01-02", "19980101")]
    public void Bars_are_stored_by_period(string interval, string day, string key)
    {
        Assert.True(Interval.TryParse(interval, out var parsed));

        Assert.Equal(key, BarPeriod.Of(parsed, DateTimeOffset.Parse(day + "T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture)).Key);
    }

    [Fact]
    public void Periods_cut_a_series_without_losing_a_bar()
    {
        var bars = BarSeries.FromBars([.. Enumerable.Range(0, 9000).Select(day => Daily(1)[0] with { Time = Monday.AddDays(day - 4500) })]);

        var parts = BarPeriod.Split(Interval.OneDay, bars).ToList();

        Assert.Equal(["20100101", "20200101", "20300101"], parts.Select(part => part.Period.Key));
        Assert.Equal(9000, parts.Sum(part => part.Bars.Count));
        Assert.All(parts, part => Assert.True(part.Bars[0].Time >= part.Period.Start && part.Bars[part.Bars.Count - 1].Time < part.Period.End));
    }

    [Theory]
    [InlineData("1M")]
    [InlineData("2m")]
    [InlineData("")]
    [InlineData(null)]
    public void Unknown_intervals_are_not_read(string? text) => Assert.False(Interval.TryParse(text, out _));

    [Fact]
    public void Every_interval_reads_back_from_its_code() => Assert.All(Interval.All, interval =>
    {
        Assert.True(Interval.TryParse(interval.Code, out var again));
        Assert.Equal(interval, again);
    });

    private static BarSeries Daily(int count) => BarSeries.FromBars(
        [.. Enumerable.Range(0, count).Select(i => new Bar(Monday.AddDays(i), 10 + i, 12 + i, 9 + i, 11 + i, i))]);
}
