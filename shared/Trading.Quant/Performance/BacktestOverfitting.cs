using System.Numerics;

namespace Trading.Quant.Performance;

/// <summary>
/// How often the trial that looks best on one half of the data is no better than the middle of the trials on the other half, over all
/// ways of halving the data in blocks: combinatorially symmetric cross-validation.
/// </summary>
/// <param name="Probability">
/// Probability of back-test overfitting: share of halvings with a logit of 0 or less. About 0.5 for trials without skill.
/// </param>
/// <param name="Slope">
/// Slope of the regression of the chosen trials' Sharpe ratios out of sample on those in sample. NaN when the latter do not vary.
/// </param>
/// <param name="ProbabilityOfLoss">Share of halvings in which the chosen trial has a negative Sharpe ratio out of sample.</param>
/// <param name="Logits">
/// Of each halving: ln(w / (1 - w)), w the chosen trial's rank out of sample (1 the worst, ties shared) over trials + 1.
/// </param>
/// <param name="InSample">Of each halving: Sharpe ratio per bar of the chosen trial in sample.</param>
/// <param name="OutOfSample">Of each halving: Sharpe ratio per bar of the chosen trial out of sample.</param>
/// <remarks>
/// Bailey, Borwein, López de Prado and Zhu (2017), The probability of backtest overfitting, Journal of Computational Finance 20(4).
/// </remarks>
public sealed record BacktestOverfitting(
    double Probability,
    double Slope,
    double ProbabilityOfLoss,
    IReadOnlyList<double> Logits,
    IReadOnlyList<double> InSample,
    IReadOnlyList<double> OutOfSample)
{
    /// <summary>Blocks that the data is cut into by convention: 12,870 halvings.</summary>
    public const int DefaultBlocks = 16;

    private const int MaxBlocks = 20;

    /// <summary>The figures of a set of trials.</summary>
    /// <param name="trials">Returns per bar of each trial over the same bars; two trials or more.</param>
    /// <param name="blocks">
    /// Blocks, an even number from 2 to 20, at most half the bars. Bars that do not fill them are left out, the oldest.
    /// </param>
    /// <param name="cancellationToken">Asked between halvings.</param>
    /// <exception cref="ArgumentException">Fewer than two trials, different lengths, values that are not finite, or too few bars.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The blocks are odd, too few or too many.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static BacktestOverfitting Of(IReadOnlyList<ReadOnlyMemory<double>> trials, int blocks, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(trials);
        if (blocks is < 2 or > MaxBlocks || int.IsOddInteger(blocks))
            throw new ArgumentOutOfRangeException(nameof(blocks), blocks, $"Expected an even number from 2 to {MaxBlocks}.");
        if (trials.Count < 2)
            throw new ArgumentException($"There are {trials.Count} trials; expected two or more.", nameof(trials));
        var subsets = Array.ConvertAll(MomentsOfBlocks(trials, blocks), each => new SubsetMoments(each));
        var (logits, inSample, outOfSample) = (new List<double>(), new List<double>(), new List<double>());
        var others = new double[trials.Count];
        for (uint half = 0; half < 1u << blocks; half++)
        {
            if (BitOperations.PopCount(half) != blocks / 2)
                continue;
            cancellationToken.ThrowIfCancellationRequested();
            var (chosen, best) = (0, double.NegativeInfinity);
            for (var trial = 0; trial < trials.Count; trial++)
            {
                var sharpe = Sharpe(subsets[trial].Of(half));
                others[trial] = Sharpe(subsets[trial].Of(~half));
                if (sharpe > best)
                    (chosen, best) = (trial, sharpe);
            }

            var rank = Rank(others, chosen) / (trials.Count + 1);
            logits.Add(Math.Log(rank / (1 - rank)));
            inSample.Add(best);
            outOfSample.Add(others[chosen]);
        }

        return new BacktestOverfitting(
            Share(logits, logit => logit <= 0),
            SlopeOf(inSample, outOfSample),
            Share(outOfSample, sharpe => sharpe < 0),
            logits,
            inSample,
            outOfSample);
    }

    private static RunningMoments[][] MomentsOfBlocks(IReadOnlyList<ReadOnlyMemory<double>> trials, int blocks)
    {
        var bars = trials[0].Length;
        var length = bars / blocks;
        if (length < 2)
            throw new ArgumentException($"The trials have {bars} bars; expected {2 * blocks} or more, two a block.", nameof(trials));
        var moments = new RunningMoments[trials.Count][];
        for (var trial = 0; trial < trials.Count; trial++)
        {
            if (trials[trial].Length != bars)
                throw new ArgumentException($"Trial {trial} has {trials[trial].Length} bars; expected {bars}, as the first.", nameof(trials));
            var used = trials[trial].Span[(bars - (length * blocks))..];
            moments[trial] = new RunningMoments[blocks];
            for (var i = 0; i < used.Length; i++)
            {
                if (!double.IsFinite(used[i]))
                    throw new ArgumentException($"Trial {trial} holds a return that is not a finite number.", nameof(trials));
                moments[trial][i / length].Add(used[i]);
            }
        }

        return moments;
    }

    // A trial whose returns do not vary did nothing: 0.
    private static double Sharpe(RunningMoments moments) => moments.Vary ? moments.MeanPerDeviation(1) : 0;

    private static double Rank(double[] values, int chosen)
    {
        var (below, equal) = (0, 0);
        foreach (var value in values)
        {
            below += value < values[chosen] ? 1 : 0;
            equal += value == values[chosen] ? 1 : 0;
        }

        return below + ((equal + 1) / 2.0);
    }

    private static double Share(List<double> values, Predicate<double> holds) => (double)values.FindAll(holds).Count / values.Count;

    private static double SlopeOf(List<double> x, List<double> y)
    {
        var (meanX, meanY) = (x.Average(), y.Average());
        var (products, squares) = (0.0, 0.0);
        for (var i = 0; i < x.Count; i++)
        {
            products += (x[i] - meanX) * (y[i] - meanY);
            squares += (x[i] - meanX) * (x[i] - meanX);
        }

        return squares > 0 ? products / squares : double.NaN;
    }

    /// <summary>Moments of every choice of blocks, each from two halves whose choices are merged beforehand.</summary>
    private sealed class SubsetMoments
    {
        private readonly int width;
        private readonly RunningMoments[] low;
        private readonly RunningMoments[] high;

        public SubsetMoments(ReadOnlySpan<RunningMoments> blocks)
        {
            width = blocks.Length / 2;
            low = OfAll(blocks[..width]);
            high = OfAll(blocks[width..]);
        }

        /// <summary>Moments of the blocks whose bits are set; bits beyond the blocks are not looked at.</summary>
        public RunningMoments Of(uint chosen)
        {
            var mask = (1u << width) - 1;
            var moments = low[chosen & mask];
            moments.Add(high[(chosen >> width) & mask]);
            return moments;
        }

        private static RunningMoments[] OfAll(ReadOnlySpan<RunningMoments> blocks)
        {
            var subsets = new RunningMoments[1 << blocks.Length];
            for (var subset = 1; subset < subsets.Length; subset++)
            {
                subsets[subset] = subsets[subset & (subset - 1)];
                subsets[subset].Add(blocks[BitOperations.TrailingZeroCount(subset)]);
            }

            return subsets;
        }
    }
}
