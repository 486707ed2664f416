using Trading.Domain.MarketData;
using Trading.Quant.Indicators;
using Trading.Quant.SyntheticData;

namespace Trading.Quant.Tests.Indicators;

/// <summary>What holds of every indicator of the catalogue, whichever it is.</summary>
public sealed class EveryIndicatorTests
{
    private const int Seed = 20260301;
    private static readonly BarSeries Bars = SyntheticBars.Minutes(2_500);

    public static TheoryData<string> Names() => [.. IndicatorCatalog.Default.All.Select(indicator => indicator.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void However_bars_are_cut_into_frames_the_values_are_the_same_bits(string name)
    {
        var indicator = Find(name);
        var random = new Random(Seed);
        foreach (var parameters in Parameters(indicator))
        {
            var inputs = WithGaps(IndicatorRun.Inputs(indicator, Bars), random);

            var whole = Feed(indicator.Start(parameters), indicator, inputs, () => Bars.Count);

            foreach (var longest in new[] { 1, 7, 100, 1500 })
            {
                var cut = Feed(indicator.Start(parameters), indicator, inputs, () => random.Next(1, longest + 1));
                IndicatorRun.AssertSame(whole, cut, $"{name}({string.Join(", ", parameters)}), frames up to {longest}, seed {Seed}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Saved_and_resumed_at_any_bar_or_started_anew_it_gives_the_same_bits(string name)
    {
        var indicator = Find(name);
        var random = new Random(Seed);
        foreach (var parameters in Parameters(indicator))
        {
            var inputs = WithGaps(IndicatorRun.Inputs(indicator, Bars), random);
            var whole = Feed(indicator.Start(parameters), indicator, inputs, () => Bars.Count);
            var where = $"{name}({string.Join(", ", parameters)}), seed {Seed}";
            var state = indicator.Start(parameters);

            var resumed = Feed(state, indicator, inputs, () =>
            {
                state.Load(state.Save());
                return random.Next(1, 200);
            });
            IndicatorRun.AssertSame(whole, resumed, where);

            var saved = state.Save();
            state.Reset();
            IndicatorRun.AssertSame(whole, Feed(state, indicator, inputs, () => Bars.Count), $"{where}, after a reset");
            var other = indicator.Start(parameters);
            other.Load(saved);
            IndicatorRun.AssertSame(
                Feed(state, indicator, inputs, () => 64), Feed(other, indicator, inputs, () => 64), $"{where}, resumed in another state");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_saved_state_that_is_damaged_or_of_something_else_is_refused(string name)
    {
        var indicator = Find(name);
        var state = indicator.Start();
        Feed(state, indicator, IndicatorRun.Inputs(indicator, Bars), () => Bars.Count);
        var saved = state.Save();
        var random = new Random(Seed);

        for (var i = 0; i < 20; i++)
        {
            var damaged = saved.ToArray();
            damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            Assert.Throws<FormatException>(() => state.Load(damaged));
            Assert.Throws<FormatException>(() => state.Load(saved.AsSpan(0, random.Next(saved.Length))));
        }

        foreach (var other in IndicatorCatalog.Default.All.Where(other => other != indicator))
            Assert.Throws<FormatException>(() => other.Start().Load(saved));
        Assert.Equal(saved, state.Save());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_warm_up_ends_where_the_first_bar_with_every_value_is(string name)
    {
        var indicator = Find(name);
        // What is drawn from a day is known from the second on: a bar a day, as its warm-up counts.
        var bars = name.StartsWith("pivots", StringComparison.Ordinal) ? SyntheticBars.Daily(1, Bars.Count, new DateOnly(2000, 1, 3)) : Bars;
        foreach (var parameters in Parameters(indicator))
        {
            var values = indicator.Over(bars, parameters);

            var warmup = indicator.Warmup(indicator.Complete(parameters));

            // Of lines that take turns, one is there.
            var first = indicator.Group == IndicatorGroup.Trend && TakeTurns(values)
                ? Enumerable.Range(0, Bars.Count).First(i => double.IsFinite(values[0][i]))
                : Enumerable.Range(0, Bars.Count).First(i => values.All(column => double.IsFinite(column[i])));
            Assert.True(warmup == first, $"{name}({string.Join(", ", parameters)}): warm-up {warmup}, first value at {first}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_never_infinite_and_comes_back_after_any_prices(string name)
    {
        var indicator = Find(name);
        var random = new Random(Seed);
        var warmup = indicator.Warmup(indicator.Complete());
        foreach (var (kind, price) in new (string, Func<int, double>)[]
        {
            ("flat", _ => 100),
            ("zero", _ => 0),
            ("negative", i => -50 + Math.Sin(i)),
            ("tiny", _ => random.NextDouble() * 1e-300),
            ("huge", _ => random.NextDouble() * 1e100),
            ("beyond", _ => random.NextDouble() * double.MaxValue),
            ("tiny and huge", i => i % 2 == 0 ? 5e-324 : 1e100),
            ("gaps", i => i % 97 < 5 ? double.NaN : 100 + random.NextDouble()),
            ("infinite", i => i % 97 < 5 ? double.PositiveInfinity : 100 + random.NextDouble()),
        })
        {
            var state = indicator.Start();
            double[][] inputs = [.. indicator.Inputs.Select(_ => new double[1000])];
            for (var i = 0; i < 1000; i++)
            {
                var value = price(i);
                foreach (var column in inputs)
                    column[i] = value;
            }

            var values = Feed(state, indicator, inputs, () => 100);

            Assert.All(values, column => Assert.All(column, value => Assert.False(double.IsInfinity(value), $"{name} on {kind} prices, seed {Seed}")));
            var fresh = indicator.Start();
            var ordinary = IndicatorRun.Inputs(indicator, Bars);
            foreach (var column in ordinary)
                column[0] = double.NaN;
            IndicatorRun.AssertSame(
                Feed(fresh, indicator, ordinary, () => 500), Feed(state, indicator, ordinary, () => 500), $"{name} after {kind} prices");
        }

        Assert.InRange(warmup, 0, 1000);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Taking_in_bars_allocates_nothing(string name)
    {
        var indicator = Find(name);
        var state = indicator.Start();
        var inputs = Array.ConvertAll(IndicatorRun.Inputs(indicator, Bars), column => (ReadOnlyMemory<double>)column);
        var outputs = indicator.Outputs.Select(_ => new Memory<double>(new double[Bars.Count])).ToArray();
        var first = outputs.Select((output, index) => index == 0 ? output : default).ToArray();
        state.Next(new IndicatorFrame(Bars.Times, inputs, outputs));
        state.Next(new IndicatorFrame(Bars.Times, inputs, first));

        var before = GC.GetAllocatedBytesForCurrentThread();
        state.Next(new IndicatorFrame(Bars.Times, inputs, outputs));
        state.Next(new IndicatorFrame(Bars.Times, inputs, first));
        state.Reset();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, allocated);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_output_that_is_not_wanted_changes_no_other(string name)
    {
        var indicator = Find(name);
        var inputs = Array.ConvertAll(IndicatorRun.Inputs(indicator, Bars), column => (ReadOnlyMemory<double>)column);
        var whole = indicator.Over(Bars);
        for (var wanted = 0; wanted < whole.Length; wanted++)
        {
            var column = new double[Bars.Count];

            indicator.Start().Next(new IndicatorFrame(
                Bars.Times, inputs, whole.Select((_, index) => index == wanted ? column.AsMemory() : default).ToArray()));

            IndicatorRun.AssertSame([whole[wanted]], [column], $"{name}, output {wanted} alone");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_says_what_a_reader_needs_to_know(string name)
    {
        var indicator = Find(name);

        Assert.Equal(name.ToLowerInvariant(), name);
        Assert.All([indicator.Title, indicator.Description, indicator.Formula, indicator.Source], text => Assert.NotEqual("", text.Trim()));
        Assert.All(indicator.Outputs, output => Assert.NotEqual("", output.Description));
        Assert.NotEmpty(indicator.Outputs);
        Assert.Equal(indicator.Outputs.Count, indicator.Outputs.Select(output => output.Name).Distinct().Count());
        Assert.All(indicator.Parameters, parameter => Assert.True(parameter.Allows(parameter.Default), parameter.Name));
        Assert.Null(indicator.Refusal(indicator.Complete()));
        Assert.All(indicator.Aliases, alias => Assert.Same(indicator, IndicatorCatalog.Default.Find(alias.ToUpperInvariant())));
        foreach (var (index, parameter) in indicator.Parameters.Index())
        {
            double[] wrong = [.. indicator.Complete()];
            wrong[index] = parameter.Maximum + 1;
            Assert.Contains(parameter.Name, Assert.Throws<ArgumentException>(() => indicator.Start(wrong)).Message, StringComparison.Ordinal);
        }
    }

    /// <summary>The defaults, and others: the smallest, and some in between.</summary>
    private static IEnumerable<IReadOnlyList<double>> Parameters(IndicatorDefinition indicator)
    {
        yield return indicator.Complete();
        double[] smallest = [.. indicator.Parameters.Select(parameter => parameter.Minimum)];
        if (indicator.Refusal(smallest) is null)
            yield return smallest;
        double[] longer = [.. indicator.Parameters.Select(parameter => parameter is { IsWhole: true, Maximum: >= 100 } ? (parameter.Default * 2) + 1 : parameter.Default)];
        if (indicator.Refusal(longer) is null)
            yield return longer;
    }

    private static bool TakeTurns(double[][] values) =>
        values.Length > 1 && !Enumerable.Range(0, values[0].Length).Any(i => values.All(column => double.IsFinite(column[i])));

    private static double[][] WithGaps(double[][] inputs, Random random)
    {
        inputs[0][0] = double.NaN;   // as at the start of an indicator of an indicator
        inputs[^1][700] = double.NaN;
        inputs[random.Next(inputs.Length)][random.Next(1000, 2000)] = double.NaN;
        return inputs;
    }

    private static double[][] Feed(IndicatorState state, IndicatorDefinition indicator, double[][] inputs, Func<int> frame) =>
        IndicatorRun.Feed(state, indicator.Outputs.Count, Bars.Times[..inputs[0].Length], inputs, frame);

    private static IndicatorDefinition Find(string name) => IndicatorCatalog.Default.Find(name)!;
}
