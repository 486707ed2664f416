namespace Trading.Quant.Indicators;

/// <summary>
/// An indicator at some bar: what it remembers of the bars before. Bars are taken in frame by frame, and how they are cut into frames
/// changes no bit of what comes out: a year at once, in blocks that fit the cache, or bar by bar as they close. Taking in bars allocates
/// nothing. Not safe for use by several threads at once.
/// </summary>
public abstract class IndicatorState
{
    /// <summary>Takes in the next bars and writes one value a bar to each wanted output; NaN during warm-up.</summary>
    public abstract void Next(in IndicatorFrame frame);

    /// <summary>Forgets every bar, without allocating.</summary>
    public abstract void Reset();

    /// <summary>What it remembers, for <see cref="Load"/> of a state of the same indicator and parameters: resumed is as if never interrupted.</summary>
    public abstract byte[] Save();

    /// <summary>Goes on from where another state was saved.</summary>
    /// <param name="saved">What <see cref="Save"/> gave.</param>
    /// <exception cref="FormatException">
    /// It is damaged, of another indicator or other parameters, or of a version of the product that remembers otherwise; the state is
    /// unchanged. Take in the bars anew.
    /// </exception>
    public abstract void Load(ReadOnlySpan<byte> saved);
}
