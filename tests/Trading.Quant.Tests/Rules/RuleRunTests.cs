using Trading.Domain.MarketData;
using Trading.Quant.Rules;
using Trading.Quant.SyntheticData;

namespace Trading.Quant.Tests.Rules;

public sealed class RuleRunTests
{
    private static readonly RuleProgram Program = new(
        [Rule.Parse("sma(10) crosses above sma(30) and rsi(14)[3] < 60 or falling(volume, 3)"), Rule.Parse("profit% < -5 or 15m: close > ema(5)")],
        [Formula.Parse("rsi(14) / sma(10) + 3"), Formula.Parse("4")],
        Interval.OneMinute);

    [Fact]
    public void Taking_in_bars_allocates_nothing()
    {
        var bars = SyntheticBars.Minutes(20_000);
        var (blocks, single) = (Program.Start(512), Program.Start());

        var allocated = Allocation.Of(part => Feed(blocks, single, bars, part * 2_500, (part + 1) * 2_500));

        Assert.Equal(0, allocated);
    }

    [Fact]
    public void Signals_are_walked_without_looking_at_the_bars_between()
    {
        var bars = SyntheticBars.Minutes(1_000);
        var run = Program.Start(1_000);
        run.Next(bars, 0);

        List<int> walked = [];
        for (var i = run.NextSignal(0, 0); i < run.Count; i = run.NextSignal(0, i + 1))
            walked.Add(i);

        Assert.Equal(Enumerable.Range(0, 1_000).Where(i => run.Holds(0, i, PositionView.None)), walked);
        Assert.InRange(walked.Count, 20, 980);
        Assert.Equal(4, run.Values(1)[999]);
        Assert.Throws<InvalidOperationException>(() => run.Signals(1).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => run.Holds(0, 1_000, PositionView.None));
        Assert.Throws<ArgumentOutOfRangeException>(() => run.Next(bars, 1_000));
    }

    [Fact]
    public void A_program_says_what_it_needs()
    {
        var program = new RuleProgram(
            [Rule.Parse("1h: sma(3) > close[2] and SPY: close > sma(20) and SPY 1d: per < 10"), Rule.Parse("pbr < 2 or trailing stop 3%")], [], Interval.FifteenMinutes);

        Assert.Equal(12, program.Warmup);   // 3 hours of 4 bars each must have closed
        Assert.Equal(
            [new(null, Interval.OneHour, true, 2), new("SPY", Interval.FifteenMinutes, false, 19), new SeriesNeed("SPY", Interval.OneDay, false, 0)],
            program.Data.Series);
        Assert.Equal(["pbr", "per"], program.Data.Fundamentals.Select(need => need.Field.Name).Order());
        Assert.True(program.Data.UsesPosition);
        Assert.Throws<ArgumentException>(() => new RuleProgram(Rule.Parse("1h: close > 1")));
        Assert.Throws<ArgumentException>(() => program.Start().Give(new SeriesNeed("QQQ", Interval.OneDay, false, 0), BarSeries.Empty));
    }

    [Fact]
    public void A_daily_value_is_seen_from_the_end_of_its_date()
    {
        var start = new DateTimeOffset(2024, 1, 2, 0, 0, 0, TimeSpan.Zero);
        var bars = BarSeries.FromBars([.. Enumerable.Range(0, 72).Select(hour => new Bar(start.AddHours(hour), hour, hour, hour, hour, 1))]);
        var run = new RuleProgram([], [Formula.Parse("1d: close")], Interval.OneHour).Start(100);

        run.Next(bars, 0);

        // The bar of 23:00 closes at midnight and with it the day.
        Assert.Equal(Enumerable.Range(0, 72).Select(hour => hour < 23 ? double.NaN : hour < 47 ? 23 : hour < 71 ? 47 : 71), run.Values(0).ToArray());
    }

    [Fact]
    public void Damaged_and_foreign_states_are_refused()
    {
        var run = Program.Start();
        foreach (var i in Enumerable.Range(0, 200))
            run.Next(SyntheticBars.Minutes(200)[i]);
        var saved = run.Save();

        Assert.Throws<FormatException>(() => new RuleProgram(Rule.Parse("close > 1")).Resume(saved));
        for (var length = 0; length < saved.Length; length += 7)
            Assert.Throws<FormatException>(() => Program.Resume(saved.AsMemory(0, length)));
        Assert.Throws<FormatException>(() => Program.Resume(new byte[] { 0 }.Concat(saved).ToArray()));
        for (var at = 0; at < saved.Length; at += 13)
        {
            var damaged = saved.ToArray();
            damaged[at] ^= 0x55;
            Assert.Throws<FormatException>(() => Program.Resume(damaged));
        }
    }

    private static void Feed(RuleRun blocks, RuleRun single, BarSeries bars, int from, int to)
    {
        for (var start = from; start < to; start += blocks.Count)
            blocks.Next(bars, start);
        for (var i = from; i < to; i++)
        {
            single.Next(bars[i]);
            _ = single.Holds(1, 0, new PositionView(1, 100, 3, 110, 90));
        }
    }
}
