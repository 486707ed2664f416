namespace Trading.Quant.Indicators.Kernels;

/// <summary>On-balance volume: the sum of the volumes of rises less those of falls; 0 at the first bar.</summary>
internal struct Obv() : IIndicatorKernel
{
    private double previous = double.NaN;
    private RunningSum sum;

    public void Next(in IndicatorFrame frame, Span<double> memory)
    {
        var close = frame.Input(0);
        var volume = frame.Input(1);
        var results = frame.Output(0);
        var current = this;
        for (var i = 0; i < results.Length; i++)
        {
            var flow = close[i] > current.previous ? volume[i] : close[i] < current.previous ? -volume[i] : 0;
            current.previous = close[i];
            results[i] = current.sum.Add(flow);
        }

        this = current;
    }
}
