namespace Trading.Quant.Performance;

/// <summary>Falls of an equity from its highest value so far, the start included, as fractions of that value.</summary>
/// <param name="initial">Equity at the start, positive.</param>
internal struct RunningDrawdown(double initial)
{
    private double peak = initial;

    /// <summary>The largest fall so far.</summary>
    public double Largest { get; private set; }

    /// <summary>Takes in the next equity.</summary>
    /// <returns>Its fall; 0 at the highest value so far.</returns>
    public double Next(double equity)
    {
        peak = Math.Max(peak, equity);
        var fall = 1 - (equity / peak);
        Largest = Math.Max(Largest, fall);
        return fall;
    }
}
