using Trading.Quant.Indicators;

namespace Trading.Quant.Rules;

/// <summary>One calculation of a rule: fills its slot from the slots of its inputs.</summary>
/// <param name="Inputs">Slots it reads.</param>
/// <param name="Start">Creates the calculation before its first bar.</param>
internal sealed record RuleStep(int[] Inputs, Func<IndicatorState> Start)
{
    /// <summary>A step that looks at nothing but the current bar.</summary>
    public static RuleStep Of<TKernel>(int left, int right)
        where TKernel : struct, IKernel => new([left, right], () => new KernelState<Pointwise<TKernel>>(typeof(TKernel).Name, default, 0));

    /// <summary>A step that compares the difference of two numbers with what it was one bar before.</summary>
    public static RuleStep Cross(int left, int right, bool above) => new([left, right], () => new KernelState<CrossKernel>(above ? "crosses above" : "crosses below", new CrossKernel(above), 0));

    /// <summary>A calculation on two numbers.</summary>
    internal interface IKernel
    {
        static abstract double Apply(double left, double right);
    }

    private struct Pointwise<TKernel> : IIndicatorKernel
        where TKernel : struct, IKernel
    {
        public readonly void Next(in IndicatorFrame frame, Span<double> memory)
        {
            var one = frame.Input(0);
            var other = frame.Input(1);
            var result = frame.Output(0);
            for (var i = 0; i < result.Length; i++)
                result[i] = TKernel.Apply(one[i], other[i]);
        }
    }

    private struct CrossKernel(bool above) : IIndicatorKernel
    {
        private double previous = double.NaN;

        public void Next(in IndicatorFrame frame, Span<double> memory)
        {
            var one = frame.Input(0);
            var other = frame.Input(1);
            var result = frame.Output(0);
            for (var i = 0; i < result.Length; i++)
                result[i] = Kernels.Cross(ref previous, one[i] - other[i], above);
        }
    }
}
