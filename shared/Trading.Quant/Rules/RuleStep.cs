using Trading.Quant.Indicators;

namespace Trading.Quant.Rules;

/// <summary>One calculation of a rule: fills its slot from the slots of its inputs, over columns or bar by bar.</summary>
/// <param name="Inputs">Slots it reads.</param>
/// <param name="Compute">Fills a column.</param>
/// <param name="Start">Creates the form that is fed bar by bar.</param>
internal sealed record RuleStep(int[] Inputs, RuleStep.ColumnFunction Compute, Func<IndicatorState> Start)
{
    public delegate void ColumnFunction(IReadOnlyList<ReadOnlyMemory<double>> inputs, Span<double> result);

    /// <summary>A step that looks at nothing but the current bar.</summary>
    public static RuleStep Of<TKernel>(int left, int right)
        where TKernel : struct, IKernel => new(
            [left, right],
            (inputs, result) =>
            {
                var one = inputs[0].Span;
                var other = inputs[1].Span;
                for (var i = 0; i < result.Length; i++)
                    result[i] = TKernel.Apply(one[i], other[i]);
            },
            () => new Pointwise<TKernel>());

    /// <summary>A step that compares the difference of two numbers with what it was one bar before.</summary>
    public static RuleStep Cross(int left, int right, bool above) => new(
        [left, right],
        (inputs, result) =>
        {
            var one = inputs[0].Span;
            var other = inputs[1].Span;
            var previous = double.NaN;
            for (var i = 0; i < result.Length; i++)
                result[i] = Kernels.Cross(ref previous, one[i] - other[i], above);
        },
        () => new CrossState(above));

    /// <summary>A calculation on two numbers.</summary>
    internal interface IKernel
    {
        static abstract double Apply(double left, double right);
    }

    private sealed class Pointwise<TKernel> : IndicatorState
        where TKernel : struct, IKernel
    {
        public override double Next(ReadOnlySpan<double> inputs) => TKernel.Apply(inputs[0], inputs[1]);
    }

    private sealed class CrossState(bool above) : IndicatorState
    {
        private double previous = double.NaN;

        public override double Next(ReadOnlySpan<double> inputs) => Kernels.Cross(ref previous, inputs[0] - inputs[1], above);
    }
}
