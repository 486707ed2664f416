namespace Trading.Quant.Indicators.Kernels;

/// <summary>A sum over all bars, kept in twice the precision of a double, so that it does not drift however long it runs.</summary>
/// <remarks>Knuth's two-sum: the error of each addition is exact and carried along.</remarks>
internal struct RunningSum
{
    private double high;
    private double low;

    public double Add(double value)
    {
        var sum = high + value;
        var part = sum - high;
        low += (high - (sum - part)) + (value - part);
        high = sum;
        return high + low;
    }
}
