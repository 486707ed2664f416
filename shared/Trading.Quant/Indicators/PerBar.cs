namespace Trading.Quant.Indicators;

/// <summary>A formula that makes one number of each bar, from two columns.</summary>
internal interface IPairKernel
{
    /// <summary>Takes in the next bar's two numbers, which are finite.</summary>
    /// <returns>The indicator's value; NaN during warm-up.</returns>
    double Next(double first, double second, Span<double> memory);
}

/// <summary>A formula that makes one number of each bar, from three columns.</summary>
internal interface ITripleKernel
{
    /// <summary>Takes in the next bar's three numbers, which are finite.</summary>
    /// <returns>The indicator's value; NaN during warm-up.</returns>
    double Next(double first, double second, double third, Span<double> memory);
}

/// <summary>A formula that makes one number of each bar, from four columns.</summary>
internal interface IQuadKernel
{
    /// <summary>Takes in the next bar's four numbers, which are finite.</summary>
    /// <returns>The indicator's value; NaN during warm-up.</returns>
    double Next(double first, double second, double third, double fourth, Span<double> memory);
}

/// <summary>Loops over a frame of formulas that work bar by bar.</summary>
internal static class PerBar
{
    public static IndicatorKernel Pair<TKernel>(Func<IReadOnlyList<double>, KernelMemory, TKernel> build)
        where TKernel : unmanaged, IPairKernel => IndicatorKernel.Of((p, memory) => new PairLoop<TKernel>(build(p, memory)));

    public static IndicatorKernel Triple<TKernel>(Func<IReadOnlyList<double>, KernelMemory, TKernel> build)
        where TKernel : unmanaged, ITripleKernel => IndicatorKernel.Of((p, memory) => new TripleLoop<TKernel>(build(p, memory)));

    public static IndicatorKernel Quad<TKernel>(Func<IReadOnlyList<double>, KernelMemory, TKernel> build)
        where TKernel : unmanaged, IQuadKernel => IndicatorKernel.Of((p, memory) => new QuadLoop<TKernel>(build(p, memory)));

    private struct PairLoop<TKernel>(TKernel kernel) : IIndicatorKernel
        where TKernel : unmanaged, IPairKernel
    {
        private TKernel kernel = kernel;

        public void Next(in IndicatorFrame frame, Span<double> memory)
        {
            var first = frame.Input(0);
            var second = frame.Input(1);
            var results = frame.Output(0);
            var current = kernel;
            for (var i = 0; i < first.Length; i++)
                results[i] = current.Next(first[i], second[i], memory);
            kernel = current;
        }
    }

    private struct TripleLoop<TKernel>(TKernel kernel) : IIndicatorKernel
        where TKernel : unmanaged, ITripleKernel
    {
        private TKernel kernel = kernel;

        public void Next(in IndicatorFrame frame, Span<double> memory)
        {
            var first = frame.Input(0);
            var second = frame.Input(1);
            var third = frame.Input(2);
            var results = frame.Output(0);
            var current = kernel;
            for (var i = 0; i < first.Length; i++)
                results[i] = current.Next(first[i], second[i], third[i], memory);
            kernel = current;
        }
    }

    private struct QuadLoop<TKernel>(TKernel kernel) : IIndicatorKernel
        where TKernel : unmanaged, IQuadKernel
    {
        private TKernel kernel = kernel;

        public void Next(in IndicatorFrame frame, Span<double> memory)
        {
            var first = frame.Input(0);
            var second = frame.Input(1);
            var third = frame.Input(2);
            var fourth = frame.Input(3);
            var results = frame.Output(0);
            var current = kernel;
            for (var i = 0; i < first.Length; i++)
                results[i] = current.Next(first[i], second[i], third[i], fourth[i], memory);
            kernel = current;
        }
    }
}
