namespace Trading.Quant.Indicators.Kernels;

/// <summary>Money flow index: share of the money (typical price x volume) that changed hands on rises, 0 to 100; 100 where none did on falls.</summary>
internal struct Mfi(int length, KernelMemory memory) : IIndicatorKernel
{
    private double previous = double.NaN;
    private Window<Sum> inflow = new(length, memory);
    private Window<Sum> outflow = new(length, memory);

    public void Next(in IndicatorFrame frame, Span<double> memory)
    {
        var volume = frame.Input(3);
        var results = frame.Output(0);
        Span<double> inward = stackalloc double[frame.Count];
        Span<double> outward = stackalloc double[frame.Count];
        Columns.TypicalPrice(frame.Input(0), frame.Input(1), frame.Input(2), inward);
        for (var i = 0; i < inward.Length; i++)
        {
            var price = inward[i];
            var money = double.IsNaN(previous) ? double.NaN : price * volume[i];
            inward[i] = price <= previous ? 0 : money;
            outward[i] = price >= previous ? 0 : money;
            previous = price;
        }

        inflow.Run(inward, inward, memory);
        outflow.Run(outward, outward, memory);
        for (var i = 0; i < inward.Length; i++)
            results[i] = outward[i] == 0 ? 100 : 100 * (inward[i] / (inward[i] + outward[i]));
    }
}
