namespace Trading.Quant.Indicators;

/// <summary>
/// An indicator at some bar: what it remembers of the bars before. Bars are taken in frame by frame, and how they are cut into frames
/// changes no bit of what comes out: a year at once, in blocks that fit the cache, or bar by bar as they close.
/// </summary>
public abstract class IndicatorState
{
    /// <summary>Takes in the next bars and writes one value a bar to each wanted output; NaN during warm-up.</summary>
    public abstract void Next(in IndicatorFrame frame);
}
