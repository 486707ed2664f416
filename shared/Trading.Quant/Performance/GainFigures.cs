namespace Trading.Quant.Performance;

/// <summary>
/// Figures of the gains of closed trades, in money. A win gained, a loss lost, and what did neither counts as closed and as nothing else. Averages over
/// nothing are NaN.
/// </summary>
/// <param name="Closed">Closed trades.</param>
/// <param name="NetProfit">Sum of the gains.</param>
/// <param name="WinRate">Wins over closed trades.</param>
/// <param name="ProfitFactor">Gain of the wins over the losses' loss. NaN without a loss.</param>
/// <param name="Expectancy">Average gain.</param>
/// <param name="PayoffRatio">Average win over the average loss, as a positive number. NaN without a win or without a loss.</param>
/// <param name="AverageWin">Average gain of the wins.</param>
/// <param name="MedianWin">Median gain of the wins.</param>
/// <param name="LargestWin">Largest gain of the wins.</param>
/// <param name="AverageLoss">Average gain of the losses, negative.</param>
/// <param name="MedianLoss">Median gain of the losses, negative.</param>
/// <param name="LargestLoss">Smallest gain of the losses, negative.</param>
/// <param name="LongestWinStreak">Most wins in a row.</param>
/// <param name="LongestLossStreak">Most losses in a row.</param>
public sealed record GainFigures(
    int Closed,
    double NetProfit,
    double WinRate,
    double ProfitFactor,
    double Expectancy,
    double PayoffRatio,
    double AverageWin,
    double MedianWin,
    double LargestWin,
    double AverageLoss,
    double MedianLoss,
    double LargestLoss,
    int LongestWinStreak,
    int LongestLossStreak)
{
    /// <summary>The figures of gains.</summary>
    /// <param name="gains">After all costs, in the order in which the trades were closed.</param>
    public static GainFigures Of(double[] gains)
    {
        ArgumentNullException.ThrowIfNull(gains);
        double[] wins = [.. gains.Where(gain => gain > 0)];
        double[] losses = [.. gains.Where(gain => gain < 0)];
        var (averageWin, averageLoss) = (Average(wins), Average(losses));
        return new GainFigures(
            gains.Length,
            NetProfit: gains.Sum(),
            WinRate: Ratio(wins.Length, gains.Length),
            ProfitFactor: Ratio(wins.Sum(), -losses.Sum()),
            Expectancy: Average(gains),
            PayoffRatio: averageWin / -averageLoss,
            averageWin,
            MedianWin: Quantiles.Median(wins),
            LargestWin: wins.DefaultIfEmpty(double.NaN).Max(),
            averageLoss,
            MedianLoss: Quantiles.Median(losses),
            LargestLoss: losses.DefaultIfEmpty(double.NaN).Min(),
            LongestWinStreak: LongestStreak(gains, sign: 1),
            LongestLossStreak: LongestStreak(gains, sign: -1));
    }

    /// <summary>The mean; NaN of nothing.</summary>
    internal static double Average(IEnumerable<double> values) => values.DefaultIfEmpty(double.NaN).Average();

    private static double Ratio(double part, double whole) => whole > 0 ? part / whole : double.NaN;

    private static int LongestStreak(double[] gains, int sign)
    {
        var (longest, current) = (0, 0);
        foreach (var gain in gains)
        {
            current = Math.Sign(gain) == sign ? current + 1 : 0;
            longest = Math.Max(longest, current);
        }

        return longest;
    }
}
