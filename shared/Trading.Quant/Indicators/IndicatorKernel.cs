namespace Trading.Quant.Indicators;

/// <summary>How an indicator's kernel is built from its parameters.</summary>
public abstract class IndicatorKernel
{
    private protected IndicatorKernel()
    {
    }

    /// <summary>
    /// An indicator whose kernel never sees a gap: a bar at which an input is missing (NaN, infinite, or beyond 1e100 either way) has no
    /// value, and the indicator starts anew after it. A value that leaves the range of doubles is NaN.
    /// </summary>
    /// <param name="build">Builds the kernel before its first bar from one number for each parameter.</param>
    public static IndicatorKernel Of<TKernel>(Func<IReadOnlyList<double>, KernelMemory, TKernel> build)
        where TKernel : unmanaged, IIndicatorKernel => new Typed<TKernel>(build);

    /// <summary>An indicator without long memory, otherwise as the other overload.</summary>
    public static IndicatorKernel Of<TKernel>(Func<IReadOnlyList<double>, TKernel> build)
        where TKernel : unmanaged, IIndicatorKernel => new Typed<TKernel>((parameters, _) => build(parameters));

    /// <summary>An indicator of one column with one output, column by column, otherwise as the first overload.</summary>
    internal static IndicatorKernel PerColumn<TKernel>(Func<IReadOnlyList<double>, KernelMemory, TKernel> build)
        where TKernel : unmanaged, IColumnKernel => new Typed<PerColumn<TKernel>>((parameters, memory) => new PerColumn<TKernel>(build(parameters, memory)));

    /// <summary>The indicator before its first bar.</summary>
    /// <param name="identity">Indicator and parameters as text, such as <c>rsi(14)</c>.</param>
    /// <param name="parameters">One number for each parameter.</param>
    internal abstract IndicatorState Start(string identity, IReadOnlyList<double> parameters);

    private sealed class Typed<TKernel>(Func<IReadOnlyList<double>, KernelMemory, TKernel> build) : IndicatorKernel
        where TKernel : unmanaged, IIndicatorKernel
    {
        internal override IndicatorState Start(string identity, IReadOnlyList<double> parameters)
        {
            var memory = new KernelMemory();
            var kernel = build(parameters, memory);
            return new KernelState<RestartingKernel<TKernel>>(identity, new RestartingKernel<TKernel>(kernel), memory.Size);
        }
    }
}
