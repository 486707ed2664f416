namespace Trading.Quant.Search.Sweeps;

/// <summary>Consecutive bars of a series by position.</summary>
/// <param name="From">The first, from 0.</param>
/// <param name="To">The one after the last.</param>
public readonly record struct BarStretch(int From, int To)
{
    /// <summary>Number of bars.</summary>
    public int Count => To - From;
}
