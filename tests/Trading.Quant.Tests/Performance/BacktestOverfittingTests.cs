using Trading.Quant.Performance;

namespace Trading.Quant.Tests.Performance;

public sealed class BacktestOverfittingTests
{
    [Fact]
    public void A_winner_that_loses_on_the_other_half_is_overfit()
    {
        // Two blocks of two bars. On either half the trial that leads there is last on the other: rank 1 of 2, w = 1/3, logit ln(1/2). By hand.
        var result = Of(2, [0.01, 0.03, -0.01, -0.03], [-0.01, -0.03, 0.01, 0.03]);

        Assert.Equal((1, 1), (result.Probability, result.ProbabilityOfLoss));
        Assert.Equal(2, result.Logits.Count);
        Assert.All(result.Logits, logit => Assert.Equal(-Math.Log(2), logit, 1e-12));
        // Mean 0.02 over sample deviation 0.0141421.
        Assert.All(result.InSample, sharpe => Assert.Equal(Math.Sqrt(2), sharpe, 1e-12));
        Assert.All(result.OutOfSample, sharpe => Assert.Equal(-Math.Sqrt(2), sharpe, 1e-12));
    }

    [Fact]
    public void A_winner_that_wins_on_the_other_half_too_is_not()
    {
        var result = Of(2, [0.01, 0.03, 0.02, 0.03], [-0.01, -0.03, 0.01, -0.03], [0, 0, 0, 0]);

        Assert.Equal((0, 0), (result.Probability, result.ProbabilityOfLoss));
        Assert.All(result.Logits, logit => Assert.Equal(Math.Log(3), logit, 1e-12));   // rank 3 of 3: w = 3/4
    }

    [Fact]
    public void Trials_without_skill_are_overfit_half_of_the_time()
    {
        var probabilities = Enumerable.Range(0, 20).Select(round => Of(10, Trials(seed: (ulong)(1000 * round), 20, 500)).Probability).ToArray();

        // One set of trials says little (each may be anywhere); their mean is near a half: standard error about 0.05.
        Assert.True(Math.Abs(probabilities.Average() - 0.5) < 0.12, $"seeds 0 to 19000: {string.Join(' ', probabilities)}");
    }

    [Fact]
    public void A_trial_with_an_edge_among_others_without_is_not_overfit()
    {
        for (var seed = 0UL; seed < 10_000; seed += 1000)
        {
            var trials = Trials(seed, 19, 500);

            var result = Of(BacktestOverfitting.DefaultBlocks, [.. trials, ACurve.Noise(seed + 999, 500, mean: 0.003)]);

            Assert.True(result.Probability < 0.02 && result.ProbabilityOfLoss < 0.02, $"seed {seed}: {result.Probability}, {result.ProbabilityOfLoss}");
            Assert.Equal(12_870, result.Logits.Count);   // the paper's count for 16 blocks
        }
    }

    /// <summary>
    /// The paper's full case, and the vignette of the R package pbo: trials of equal mean over the whole, where what one half gains the other
    /// half loses. It reports a probability of 1 and a probability of loss of 1.
    /// </summary>
    [Fact]
    public void Trials_that_all_end_alike_are_overfit_for_certain()
    {
        double[][] trials = [.. Trials(seed: 77, 30, 480).Select(trial => Centred(trial))];

        var result = Of(8, trials);

        Assert.Equal((1, 1), (result.Probability, result.ProbabilityOfLoss));
        Assert.InRange(result.Slope, -1.25, -0.75);   // out of sample is minus in sample, but for the halves' deviations
    }

    [Fact]
    public void Bars_that_do_not_fill_the_blocks_are_left_out_at_the_start()
    {
        var trials = Trials(seed: 78, 4, 40);
        double[][] longer = [.. trials.Select(trial => (double[])[9, .. trial])];

        Assert.Equal(Of(4, trials).Logits, Of(4, longer).Logits);
    }

    [Fact]
    public void Impossible_sets_are_refused()
    {
        double[] trial = [0.1, 0.2, 0.3, 0.4];

        Assert.Throws<ArgumentException>(() => Of(2, trial));
        Assert.Throws<ArgumentException>(() => Of(2, trial, [0.1, 0.2]));
        Assert.Throws<ArgumentException>(() => Of(4, trial, trial));
        Assert.Throws<ArgumentException>(() => Of(2, trial, [0.1, 0.2, 0.3, double.NaN]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Of(3, trial, trial));
        Assert.Throws<ArgumentOutOfRangeException>(() => Of(22, trial, trial));
        Assert.ThrowsAny<OperationCanceledException>(() => BacktestOverfitting.Of([trial, trial], 2, new CancellationToken(canceled: true)));
    }

    private static BacktestOverfitting Of(int blocks, params double[][] trials) =>
        BacktestOverfitting.Of([.. trials.Select(trial => (ReadOnlyMemory<double>)trial)], blocks, TestContext.Current.CancellationToken);

    private static double[][] Trials(ulong seed, int count, int bars) =>
        [.. Enumerable.Range(0, count).Select(trial => ACurve.Noise(seed + (ulong)trial, bars))];

    private static double[] Centred(double[] trial)
    {
        var mean = trial.Average();
        return [.. trial.Select(change => change - mean)];
    }
}
