namespace Trading.Quant.Indicators;

/// <summary>A running sum kept in twice the precision of a double, so that adding and taking away does not drift.</summary>
/// <remarks>Knuth's two-sum: the error of each addition is exact and carried along.</remarks>
internal struct WindowSum
{
    private double high;
    private double low;

    /// <summary>The sum.</summary>
    public readonly double Value => high + low;

    public void Add(double value)
    {
        var sum = high + value;
        var part = sum - high;
        var error = (high - (sum - part)) + (value - part) + low;
        high = sum + error;
        low = error - (high - sum);
    }

    public void Replace(double leaving, double entering)
    {
        Add(entering);
        Add(-leaving);
    }
}
