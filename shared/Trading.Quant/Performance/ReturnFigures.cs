namespace Trading.Quant.Performance;

/// <summary>
/// Figures of an equity curve. Returns are simple returns per bar, the first from the initial equity; the risk-free rate and every
/// threshold are 0. All but the first and the two of drawdowns are NaN when the equity is not positive at a bar before the last.
/// </summary>
/// <param name="TotalReturn">Final over initial equity, less 1.</param>
/// <param name="Cagr">
/// Compound annual growth: (final / initial)^(periods per year / bars) - 1. NaN when the equity ends below 0, or beyond the range of
/// numbers.
/// </param>
/// <param name="Volatility">
/// Sample deviation (n - 1) of the returns times the root of the periods per year. NaN with fewer than two bars.
/// </param>
/// <param name="Sharpe">
/// Mean over sample deviation of the returns, annualised by the root. NaN with fewer than two bars, or when they do not vary.
/// </param>
/// <param name="Sortino">
/// Mean return over downside deviation (root of the mean over all bars of min(return, 0) squared), annualised by the root. NaN without a
/// falling bar.
/// </param>
/// <param name="Calmar"><paramref name="Cagr"/> over <paramref name="MaxDrawdown"/>, over the whole curve. NaN without a drawdown.</param>
/// <param name="Omega">Sum of the gains over the sum of the losses. NaN without a falling bar.</param>
/// <param name="MaxDrawdown">
/// Largest fall from the highest equity so far, the start included, as a fraction of it; 0 without a fall.
/// </param>
/// <param name="UlcerIndex">Root of the mean squared fall from the highest equity so far, as a fraction.</param>
/// <param name="ValueAtRisk95">5 % quantile of the returns, interpolated (type 7); a loss is negative.</param>
/// <param name="ValueAtRisk99">1 % quantile of the returns, likewise.</param>
/// <param name="ConditionalValueAtRisk95">Mean of the returns at or below <paramref name="ValueAtRisk95"/>.</param>
/// <param name="ConditionalValueAtRisk99">Mean of the returns at or below <paramref name="ValueAtRisk99"/>.</param>
/// <param name="Skewness">Third central moment over the population deviation cubed. NaN when the returns do not vary.</param>
/// <param name="ExcessKurtosis">
/// Fourth central moment over the population variance squared, less 3. NaN when the returns do not vary.
/// </param>
/// <param name="BestBar">Largest return of a bar.</param>
/// <param name="WorstBar">Smallest return of a bar.</param>
/// <remarks>
/// Sharpe (1994); Sortino and Price (1994); Young (1991) for Calmar, here without its window of three years; Keating and Shadwick (2002) for
/// Omega; Martin and McCann (1989) for the ulcer index; Rockafellar and Uryasev (2000) for conditional value at risk.
/// </remarks>
public sealed record ReturnFigures(
    double TotalReturn,
    double Cagr,
    double Volatility,
    double Sharpe,
    double Sortino,
    double Calmar,
    double Omega,
    double MaxDrawdown,
    double UlcerIndex,
    double ValueAtRisk95,
    double ValueAtRisk99,
    double ConditionalValueAtRisk95,
    double ConditionalValueAtRisk99,
    double Skewness,
    double ExcessKurtosis,
    double BestBar,
    double WorstBar)
{
    /// <summary>The figures of a curve.</summary>
    public static ReturnFigures Of(EquityCurve curve)
    {
        ArgumentNullException.ThrowIfNull(curve);
        var returns = curve.Returns;
        var moments = new RunningMoments();
        var drawdown = new RunningDrawdown(curve.InitialEquity);
        var (gains, losses, lossesSquared, fallsSquared) = (0.0, 0.0, 0.0, 0.0);
        var (best, worst) = (double.NegativeInfinity, double.PositiveInfinity);
        for (var i = 0; i < returns.Length; i++)
        {
            var change = returns[i];
            moments.Add(change);
            gains += Math.Max(change, 0);
            var loss = Math.Min(change, 0);
            losses -= loss;
            lossesSquared += loss * loss;
            best = Math.Max(best, change);
            worst = Math.Min(worst, change);
            var fall = drawdown.Next(curve.Equity[i]);
            fallsSquared += fall * fall;
        }

        var count = returns.Length;
        var totalReturn = (curve.FinalEquity / curve.InitialEquity) - 1;
        var cagr = double.IsNaN(moments.Mean) ? double.NaN : AnnualGrowth(totalReturn, curve.PeriodsPerYear / count);
        var (skewness, excessKurtosis) = Shape(returns, moments);
        var scratch = double.IsNaN(moments.Mean) ? [] : returns.ToArray();
        var valueAtRisk95 = Quantiles.Take(scratch, 0.05);
        var valueAtRisk99 = Quantiles.Take(scratch, 0.01);
        return new ReturnFigures(
            totalReturn,
            cagr,
            Volatility: moments.Deviation * Math.Sqrt(curve.PeriodsPerYear),
            Sharpe: moments.MeanPerDeviation(curve.PeriodsPerYear),
            Sortino: lossesSquared > 0 ? moments.Mean / Math.Sqrt(lossesSquared / count) * Math.Sqrt(curve.PeriodsPerYear) : double.NaN,
            Calmar: drawdown.Largest > 0 ? cagr / drawdown.Largest : double.NaN,
            Omega: losses > 0 ? gains / losses : double.NaN,
            drawdown.Largest,
            UlcerIndex: Math.Sqrt(fallsSquared / count),
            valueAtRisk95,
            valueAtRisk99,
            ConditionalValueAtRisk95: MeanUpTo(valueAtRisk95, scratch),
            ConditionalValueAtRisk99: MeanUpTo(valueAtRisk99, scratch),
            skewness,
            excessKurtosis,
            best,
            worst);
    }

    private static double AnnualGrowth(double totalReturn, double perYear)
    {
        var growth = Math.Pow(1 + totalReturn, perYear) - 1;   // NaN for a negative base
        return double.IsFinite(growth) ? growth : double.NaN;
    }

    private static (double Skewness, double ExcessKurtosis) Shape(ReadOnlySpan<double> returns, in RunningMoments moments)
    {
        if (!moments.Vary)
            return (double.NaN, double.NaN);
        var mean = moments.Mean;
        var (second, third, fourth) = (0.0, 0.0, 0.0);
        foreach (var change in returns)
        {
            var distance = change - mean;
            var squared = distance * distance;
            second += squared;
            third += squared * distance;
            fourth += squared * squared;
        }

        var variance = second / returns.Length;
        return (third / returns.Length / (variance * Math.Sqrt(variance)), (fourth / returns.Length / (variance * variance)) - 3);
    }

    private static double MeanUpTo(double limit, ReadOnlySpan<double> values)
    {
        var (sum, count) = (0.0, 0);
        foreach (var value in values)
        {
            if (value <= limit)
            {
                sum += value;
                count++;
            }
        }

        return sum / count;   // NaN for none
    }
}
