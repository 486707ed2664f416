namespace Trading.Quant.Performance;

/// <summary>Figures of an equity curve, taken in point by point.</summary>
public sealed class PerformanceMetrics
{
    private readonly double initial;
    private RunningDrawdown drawdown;
    private RunningMoments returns;

    /// <summary>Before the first point.</summary>
    /// <param name="initial">Equity at the start.</param>
    public PerformanceMetrics(double initial)
    {
        this.initial = Last = initial;
        drawdown = new RunningDrawdown(initial);
    }

    /// <summary>The newest equity.</summary>
    public double Last { get; private set; }

    /// <summary>Largest fall from the highest equity so far, the start included, as a fraction of it.</summary>
    public double MaxDrawdown => drawdown.Largest;

    /// <summary>Equity gained since the start as a fraction of it.</summary>
    public double TotalReturn => (Last / initial) - 1;

    /// <summary>Takes in the equity at the next bar.</summary>
    public void Add(double equity)
    {
        returns.Add((equity / Last) - 1);
        drawdown.Next(equity);
        Last = equity;
    }

    /// <summary>Sharpe ratio of the simple returns per bar, annualised, against a zero risk-free rate.</summary>
    /// <param name="periodsPerYear">Bars in a year.</param>
    /// <returns>Dimensionless; NaN with fewer than two returns, or when they do not vary.</returns>
    /// <remarks>Sharpe (1994), Journal of Portfolio Management 21(1). Sample deviation (n - 1).</remarks>
    public double Sharpe(double periodsPerYear) => returns.MeanPerDeviation(periodsPerYear);
}
