using Trading.Quant.Backtests;
using Trading.Quant.Performance;

namespace Trading.Quant.Tests.Performance;

public sealed class MonteCarloTests
{
    private const ulong Seed = 4321;

    [Fact]
    public void Changes_in_another_order_end_alike_but_fall_differently()
    {
        var result = Run([-0.5, -0.5, 1], ResamplingMethod.Permutation);

        // Every order ends at 0.5. Two of the three orders fall by 0.75, the one with the gain in the middle by 0.5. By hand.
        Assert.Equal((0.5, 0.5, 0.5), (result.FinalEquity.P5, result.FinalEquity.P95, result.FinalEquity.Mean));
        Assert.Equal((0.5, 0.75), (result.MaxDrawdown.P5, result.MaxDrawdown.P95));
        Near((0.75 * 2 / 3) + (0.5 / 3), result.MaxDrawdown.Mean, 0.003);
        Assert.Equal((1, 1), (result.ProbabilityOfLoss, result.ProbabilityOfRuin));
    }

    [Fact]
    public void Changes_drawn_anew_end_as_often_as_chance_says()
    {
        var result = Run([1, -0.5], ResamplingMethod.Bootstrap);

        // Ends at 4, 1, 1 or 0.25, a quarter each; a first loss halves the equity, which is the level of ruin. By hand.
        Near(0.25, result.ProbabilityOfLoss, 0.012);
        Near(0.5, result.ProbabilityOfRuin, 0.012);
        Near(1.5625, result.FinalEquity.Mean, 0.05);
        Assert.Equal((0.25, 1, 4), (result.FinalEquity.P5, result.FinalEquity.P50, result.FinalEquity.P95));
        Assert.Equal([1, 2], result.Steps);
        Assert.Equal((0.5, 2), (result.Bands[0].P5, result.Bands[0].P95));
    }

    /// <summary>
    /// A change of 10 % up follows one of 10 % down, a thousand times. Blocks keep that, so a path strays only by the odd length of its blocks:
    /// with u ups more than downs it ends at 0.99^500 (1.1 / 0.9)^(u / 2). The variance of u, by hand: 1,000 for single changes; 1,000 / L for
    /// blocks of odd length L; 0 for even ones; 1,000 / (2 L - 1) for geometric lengths of mean L, of which L / (2 L - 1) are odd.
    /// </summary>
    [Theory]
    [InlineData(ResamplingMethod.Bootstrap, 1, 1000)]
    [InlineData(ResamplingMethod.CircularBlock, 1, 1000)]
    [InlineData(ResamplingMethod.CircularBlock, 5, 200)]
    [InlineData(ResamplingMethod.CircularBlock, 10, 0)]
    [InlineData(ResamplingMethod.StationaryBlock, 1, 1000)]
    [InlineData(ResamplingMethod.StationaryBlock, 10, 1000.0 / 19)]
    public void Blocks_keep_what_follows_on_what(ResamplingMethod method, int length, double variance)
    {
        double[] changes = [.. Enumerable.Range(0, 1000).Select(i => i % 2 == 0 ? 0.1 : -0.1)];

        var result = Run(changes, method, length, paths: 4000);

        var spread = Ups(result.FinalEquity.P95) - Ups(result.FinalEquity.P5);
        Near(2 * 1.6449 * Math.Sqrt(variance), spread, 2 + (0.05 * spread));   // ups more than downs are an even number
        Near(0, Ups(result.FinalEquity.P50), 2.1);

        static double Ups(double equity) => 2 * Math.Log(equity / Math.Pow(0.99, 500)) / Math.Log(1.1 / 0.9);
    }

    [Theory]
    [InlineData(ResamplingMethod.Permutation)]
    [InlineData(ResamplingMethod.Bootstrap)]
    [InlineData(ResamplingMethod.CircularBlock)]
    [InlineData(ResamplingMethod.StationaryBlock)]
    public void The_same_seed_draws_the_same_paths_and_another_seed_others(ResamplingMethod method)
    {
        var changes = ACurve.Noise(71, 700);
        var settings = new MonteCarloSettings(method, 300, Seed, 1);

        var first = MonteCarlo.Run(changes, settings, TestContext.Current.CancellationToken);
        var again = MonteCarlo.Run(changes, settings, TestContext.Current.CancellationToken);
        var other = MonteCarlo.Run(changes, settings with { Seed = Seed + 1 }, TestContext.Current.CancellationToken);

        Assert.Equal(first.Bands, again.Bands);
        Assert.Equal(first.MaxDrawdown, again.MaxDrawdown);
        Assert.NotEqual(first.MaxDrawdown, other.MaxDrawdown);
    }

    [Theory]
    [InlineData(ResamplingMethod.Bootstrap)]
    [InlineData(ResamplingMethod.CircularBlock)]
    [InlineData(ResamplingMethod.StationaryBlock)]
    public void The_mean_end_compounds_the_mean_change_and_the_bands_do_not_cross(ResamplingMethod method)
    {
        var changes = ACurve.Noise(72, 900, mean: 0.001);

        var result = Run(changes, method, paths: 4000);

        Near(1, result.FinalEquity.Mean / Math.Pow(1 + changes.Average(), 900), 0.03);
        Assert.Equal((200, 900), (result.Steps.Count, result.Steps[^1]));
        Assert.All(result.Bands, band => Assert.True(band.P5 < band.P25 && band.P25 < band.P50 && band.P50 < band.P75 && band.P75 < band.P95, $"seed {Seed}"));
        Assert.Equal(result.FinalEquity, result.Bands[^1]);
    }

    [Fact]
    public void Gains_alone_never_lose()
    {
        var result = Run([0.01, 0.02, 0.03], ResamplingMethod.Bootstrap);

        Assert.Equal((0, 0, 0), (result.ProbabilityOfLoss, result.ProbabilityOfRuin, result.MaxDrawdown.P95));
    }

    [Fact]
    public void What_is_lost_altogether_stays_lost()
    {
        var result = Run([-1.5, 1], ResamplingMethod.Bootstrap);

        // Two gains end at 4, a quarter of the paths; every other path has lost more than all. By hand.
        Assert.Equal((0, 4, 1), (result.FinalEquity.P50, result.FinalEquity.P95, result.MaxDrawdown.P50));
        Near(0.75, result.ProbabilityOfRuin, 0.012);
    }

    [Fact]
    public void A_trade_changes_the_equity_that_there_was_before_its_entry()
    {
        var curve = ACurve.Of([1000, 1000, 1100, 1100, 990], 1000);
        BacktestTrade[] trades =
        [
            new(ACurve.Day(3), 11, 100, 0, ACurve.Day(4), 9.9),
            new(ACurve.Day(1), 10, 100, 0, ACurve.Day(2), 11),
            new(ACurve.Day(4), 10, 100, 0),
        ];

        var changes = MonteCarlo.ChangesOf(curve, trades);

        // 100 on 1,000, then -110 on 1,100; the open trade has not changed anything yet. By hand.
        Assert.Equal([0.1, -0.1], changes.Select(change => Math.Round(change, 12)));
    }

    [Fact]
    public void What_cannot_be_drawn_is_refused()
    {
        var settings = new MonteCarloSettings(ResamplingMethod.Bootstrap, 10, Seed, 1);

        void Refused<T>(MonteCarloSettings with, params double[] changes)
            where T : Exception => Assert.ThrowsAny<T>(() => MonteCarlo.Run(changes, with, TestContext.Current.CancellationToken));

        Refused<ArgumentException>(settings);
        Refused<ArgumentException>(settings, double.NaN);
        Refused<ArgumentOutOfRangeException>(settings with { Paths = 0 }, 0.1);
        Refused<ArgumentOutOfRangeException>(settings with { Paths = MonteCarloSettings.MaxPaths + 1 }, 0.1);
        Refused<ArgumentOutOfRangeException>(settings with { Points = 201 }, 0.1);
        Refused<ArgumentOutOfRangeException>(settings with { BlockLength = 0 }, 0.1);
        Refused<ArgumentOutOfRangeException>(settings with { InitialEquity = 0 }, 0.1);
        Refused<ArgumentOutOfRangeException>(settings with { RuinLevel = 1 }, 0.1);
        Refused<ArgumentOutOfRangeException>(settings with { Method = (ResamplingMethod)9 }, 0.1);
        Assert.ThrowsAny<OperationCanceledException>(() => MonteCarlo.Run([0.1], settings, new CancellationToken(canceled: true)));
    }

    private static MonteCarlo Run(double[] changes, ResamplingMethod method, int length = 20, int paths = 10_000) =>
        MonteCarlo.Run(changes, new MonteCarloSettings(method, paths, Seed, 1, BlockLength: length), TestContext.Current.CancellationToken);

    private static void Near(double expected, double actual, double tolerance) =>
        Assert.True(Math.Abs(expected - actual) <= tolerance, $"seed {Seed}: {actual}, expected {expected}");
}
