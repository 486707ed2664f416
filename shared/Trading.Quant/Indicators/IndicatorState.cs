namespace Trading.Quant.Indicators;

/// <summary>An indicator that is fed one bar at a time and remembers what it needs.</summary>
public abstract class IndicatorState
{
    /// <summary>The indicator's value at the newest bar.</summary>
    /// <param name="inputs">The bar's value of each of the indicator's inputs, in the order of its definition.</param>
    /// <returns>NaN during warm-up.</returns>
    public abstract double Next(ReadOnlySpan<double> inputs);
}
