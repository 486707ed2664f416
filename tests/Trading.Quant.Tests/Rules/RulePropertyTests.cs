using Trading.Domain.MarketData;
using Trading.Quant.Rules;
using Trading.Quant.SyntheticData;

namespace Trading.Quant.Tests.Rules;

/// <summary>Random rules on random bars with gaps, missing values and flat stretches.</summary>
public sealed class RulePropertyTests
{
    private static readonly Interval[] Intervals = [Interval.OneMinute, Interval.FiveMinutes, Interval.FifteenMinutes, Interval.OneHour, Interval.OneDay];

    [Fact]
    public void Blocks_of_any_size_and_bar_by_bar_and_runs_that_are_resumed_or_used_again_agree_to_the_last_bit()
    {
        const int seed = 7102;
        var random = new Random(seed);
        for (var round = 0; round < 300; round++)
        {
            var world = new World(random, 700);
            var program = world.Program;

            var whole = world.Run(program, _ => 4096);

            Assert.Equal(whole, world.Run(program, _ => 1));
            Assert.Equal(whole, world.Run(program, _ => random.Next(1, 200)));
            Assert.Equal(whole, world.Run(program, _ => random.Next(1, 200), resumeAt: random.Next(1, 699)));
            Assert.Equal(whole, world.Run(program, _ => random.Next(1, 200), afterOther: random.Next(1, 699)));
        }
    }

    [Fact]
    public void Steps_agree_with_the_definitions()
    {
        const int seed = 7103;
        var random = new Random(seed);
        var compared = new int[3];
        for (var round = 0; round < 400; round++)
        {
            var world = new World(random, 90);
            var program = world.Program;
            var naive = world.Naive;
            var run = world.Start(program, 64);
            var truths = program.Rules.Select(rule => naive.Condition(rule.Root)).ToArray();
            var numbers = program.Formulas.Select(formula => naive.Number(formula.Root)).ToArray();
            for (var start = 0; start < world.Bars.Count; start += run.Count)
            {
                run.Next(world.Bars, start);
                for (var row = 0; row < run.Count; row++)
                {
                    for (var rule = 0; rule < truths.Length; rule++)
                    {
                        var truth = run.Truth(rule, row, world.Positions[start + row]);
                        compared[(int)truth]++;
                        Assert.True(truths[rule][start + row].HasFlag(NaiveRules.Of(truth)), $"seed {seed}, round {round}, bar {start + row} of {program.Interval}: {program.Rules[rule].Root.Text} is {truth}, not {truths[rule][start + row]}");
                    }

                    for (var formula = 0; formula < numbers.Length; formula++)
                        AssertNear(numbers[formula][start + row], run.Values(formula)[row], $"seed {seed}, round {round}, bar {start + row} of {program.Interval}: {program.Formulas[formula].Root.Text}");
                }
            }
        }

        Assert.All(compared, count => Assert.True(count > 3_000, $"seed {seed}: {string.Join(", ", compared)}"));
    }

    [Fact]
    public void What_comes_later_changes_nothing_that_was()
    {
        const int seed = 7104;
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var world = new World(random, 400);
            var whole = world.Run(world.Program, _ => 64);

            for (var cut = 0; cut < 4; cut++)
            {
                var count = random.Next(1, 400);
                var known = world.KnownAt(count).Run(world.Program, _ => 64);
                Assert.Equal(whole.Take(count), known);
            }
        }
    }

    [Fact]
    public void After_the_warm_up_nothing_is_unknown_for_want_of_history()
    {
        const int seed = 7105;
        var random = new Random(seed);
        var trees = new RandomRules(random, RandomRules.Parts.OwnBars);
        var bars = SyntheticBars.Minutes(400);
        var late = 0;
        for (var round = 0; round < 300; round++)
        {
            // Sums of averages are always defined once they are; quotients and roots may not be.
            var number = new ArithmeticNode(new PastNumberNode(trees.Number(0), random.Next(1, 30)), '+', Average(random.Next(1, 40), Average(random.Next(1, 40), new FieldNode(BarField.Close))));
            if (number.Text.Contains("per", StringComparison.Ordinal))
                continue;
            var program = new RuleProgram([], [Formula.Parse(number.Text)], Interval.OneMinute);
            var run = program.Start(400);
            run.Next(bars, 0);

            Assert.DoesNotContain(double.NaN, run.Values(0)[program.Warmup..].ToArray());
            late += program.Warmup > 0 && double.IsNaN(run.Values(0)[program.Warmup - 1]) ? 1 : 0;
        }

        Assert.True(late > 250, $"The warm-up is the first bar of a value, not merely a bar after it; {late} of 300");

        static NumericNode Average(int length, NumericNode of) => new IndicatorNode(TestIndicators.Catalog.Find("sma")!, [of], [length]);
    }

    private static void AssertNear(double expected, double actual, string where) => Assert.True(
        expected.Equals(actual) || Math.Abs(expected - actual) <= 1e-9 * Math.Max(1, Math.Abs(expected)), $"{where} is {actual:R}, not {expected:R}");

    /// <summary>Rules, the bars they are applied to, and everything else they may ask for.</summary>
    private sealed class World
    {
        private readonly Dictionary<(string? Symbol, Interval Interval), BarSeries> others = [];
        private readonly Dictionary<(string? Symbol, FundamentalField Field), (DateTimeOffset At, double Value)[]> figures = [];

        public World(Random random, int count)
        {
            var trees = new RandomRules(random, RandomRules.Parts.Position | RandomRules.Parts.OtherBars | RandomRules.Parts.Fundamentals);
            var interval = Intervals[random.Next(Intervals.Length)];
            Program = new RuleProgram(
                [Rule.Parse(Short(() => trees.Condition(4).Text), TestIndicators.Catalog), Rule.Parse(Short(() => trees.Condition(3).Text), TestIndicators.Catalog)],
                [Formula.Parse(Short(() => trees.Number(4).Text), TestIndicators.Catalog)],
                interval);
            Bars = RandomBars(random, interval, count, new DateTimeOffset(2024, 3, 4, 0, 0, 0, TimeSpan.Zero));
            Positions = [.. Enumerable.Range(0, count).Select(i => new PositionView(random.Next(-1, 2), random.Next(320, 480) / 4.0, i, random.Next(400, 480) / 4.0, random.Next(320, 400) / 4.0))];
            foreach (var need in Program.Data.Series)
            {
                if (!need.IsOptional || random.Next(2) == 0)
                    others[(need.Symbol, need.Interval)] = RandomBars(random, need.Interval, (int)Math.Clamp((Bars[^1].Time - Bars[0].Time) / need.Interval.Duration * 2, 3, 3000), Bars[0].Time.AddTicks(-Bars[0].Time.UtcTicks % TimeSpan.TicksPerDay));
            }

            foreach (var need in Program.Data.Fundamentals)
                figures[(need.Symbol, need.Field)] = [.. Enumerable.Range(0, 20).Select(_ => (Bars[random.Next(count)].Time.AddSeconds(random.Next(-100, 100)), random.Next(0, 80) / 4.0)).OrderBy(known => known.Item1)];
        }

        private World(RuleProgram program, BarSeries bars, PositionView[] positions)
        {
            Program = program;
            Bars = bars;
            Positions = positions;
        }

        public RuleProgram Program { get; }

        public BarSeries Bars { get; }

        public PositionView[] Positions { get; }

        public NaiveRules Naive => new(
            All(Bars), Program.Interval!.Value, null, (symbol, interval) => others.TryGetValue((symbol, interval), out var bars) ? All(bars) : null,
            (symbol, figure) => figures[(symbol, figure)], Positions);

        /// <summary>What was known when a bar had closed.</summary>
        public World KnownAt(int count)
        {
            var now = Bars[count - 1].Time + Program.Interval!.Value.Duration;
            var known = new World(Program, Bars.Slice(0, count), Positions);
            foreach (var (key, bars) in others)
                known.others[key] = bars.Slice(0, bars.IndexAtOrAfter(now - key.Interval.Duration + TimeSpan.FromTicks(1)));
            foreach (var (key, values) in figures)
                known.figures[key] = [.. values.Where(value => value.At <= now)];
            return known;
        }

        public RuleRun Start(RuleProgram program, int block) => Give(program.Start(block));

        /// <summary>Every truth and the bits of every number, a line a bar.</summary>
        public List<string> Run(RuleProgram program, Func<int, int> block, int resumeAt = -1, int afterOther = 0)
        {
            List<string> lines = [];
            var largest = 4096;
            var run = Start(program, largest);
            if (afterOther > 0)
            {
                run.Next(Bars.Slice(0, afterOther), 0);
                run.Reset();
                Give(run);
            }

            for (var start = 0; start < Bars.Count;)
            {
                var size = block(start);
                if (start < resumeAt && start + size > resumeAt)
                    size = resumeAt - start;
                if (size == 1)
                    run.Next(Bars[start]);
                else
                    run.Next(Bars.Slice(0, Math.Min(Bars.Count, start + size)), start);
                for (var row = 0; row < run.Count; row++)
                {
                    lines.Add($"{start + row}: {run.Truth(0, row, Positions[start + row])} {run.Truth(1, row, Positions[start + row])} " +
                        $"{BitConverter.DoubleToInt64Bits(run.Values(0)[row]):x}");
                }

                start += run.Count;
                if (start == resumeAt)
                    run = Give(program.Resume(run.Save(), largest));
            }

            return lines;
        }

        private RuleRun Give(RuleRun run)
        {
            foreach (var need in Program.Data.Series.Where(need => others.ContainsKey((need.Symbol, need.Interval))))
                run.Give(need, others[(need.Symbol, need.Interval)]);
            foreach (var need in Program.Data.Fundamentals)
            {
                foreach (var (at, value) in figures[(need.Symbol, need.Field)])
                    run.Give(need, at, value);
            }

            return run;
        }

        private static string Short(Func<string> text)
        {
            while (true)
            {
                if (text() is { Length: <= Rule.MaxLength } found)
                    return found;
            }
        }

        private static Bar[] All(BarSeries bars) => [.. Enumerable.Range(0, bars.Count).Select(i => bars[i])];

        /// <summary>Prices in quarters near 100 that stand still at times, with missing values and missing bars.</summary>
        private static BarSeries RandomBars(Random random, Interval interval, int count, DateTimeOffset start)
        {
            var bars = new List<Bar>();
            var (time, price, still) = (start, 400, 0);
            for (var i = 0; i < count; i++)
            {
                still = still > 0 ? still - 1 : random.Next(40) == 0 ? random.Next(20) : 0;
                price += still > 0 ? 0 : random.Next(-6, 7);
                var (high, low) = still > 0 ? (0, 0) : (random.Next(0, 5), random.Next(0, 5));
                double Missing(double value) => random.Next(300) == 0 ? double.NaN : value;
                bars.Add(new Bar(time, Missing((price + random.Next(-low, high + 1)) / 4.0), Missing((price + high) / 4.0), Missing((price - low) / 4.0), Missing(price / 4.0), Missing(random.Next(0, 9))));
                time += interval.Duration * (random.Next(12) == 0 ? random.Next(1, 90) : 1);
            }

            return BarSeries.FromBars(bars);
        }
    }
}
