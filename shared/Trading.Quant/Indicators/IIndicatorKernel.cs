namespace Trading.Quant.Indicators;

/// <summary>
/// The formula of an indicator and what it remembers: a struct of plain numbers, so that it can be copied, saved and started anew without
/// its help. Longer memory, such as a window of values, lies in doubles that it took from <see cref="KernelMemory"/>.
/// </summary>
public interface IIndicatorKernel
{
    /// <summary>Takes in the next bars.</summary>
    /// <param name="frame">The bars; of an indicator of a catalogue at most 512, none with a gap. Every output is there to be written; where there are several, what is written must not be read back.</param>
    /// <param name="memory">The doubles it took, zero before the first bar.</param>
    void Next(in IndicatorFrame frame, Span<double> memory);
}
