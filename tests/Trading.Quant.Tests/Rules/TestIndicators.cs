using Trading.Domain.MarketData;
using Trading.Quant.Indicators;

namespace Trading.Quant.Tests.Rules;

/// <summary>A small catalogue that has an indicator of each shape: of one column and of several, of one line and of several, with an alias.</summary>
internal static class TestIndicators
{
    public static IndicatorCatalog Catalog { get; } = new(
        IndicatorCatalog.Default.Find("sma")!,
        IndicatorCatalog.Default.Find("ema")!,
        IndicatorCatalog.Default.Find("rsi")!,
        Indicator("bbands", ["band"], [BarField.Close], [IndicatorParameter.Length(20), IndicatorParameter.Factor("stddevs", 2)], ["upper", "middle", "lower"]),
        Indicator("range", [], [BarField.High, BarField.Low], [IndicatorParameter.Length(5)], ["range"]));

    /// <summary>The mean of the last sums of the inputs, plus as many times the second parameter as the line is above the last.</summary>
    private static IndicatorDefinition Indicator(
        string name, string[] aliases, BarField[] inputs, IndicatorParameter[] parameters, string[] outputs) => new()
    {
        Name = name,
        Aliases = aliases,
        Title = name,
        Group = IndicatorGroup.Trend,
        Description = name,
        Formula = name,
        Source = "These tests.",
        Inputs = inputs,
        Parameters = parameters,
        Outputs = [.. outputs.Select(output => new IndicatorOutput(output, output))],
        Warmup = values => (int)values[0] - 1,
        Kernel = IndicatorKernel.Of((values, memory) => new Kernel((int)values[0], values.Count > 1 ? values[1] : 0, memory.Take((int)values[0]))),
    };

    private struct Kernel(int length, double step, int start) : IIndicatorKernel
    {
        private int seen;

        public void Next(in IndicatorFrame frame, Span<double> memory)
        {
            var window = memory.Slice(start, length);
            for (var i = 0; i < frame.Count; i++)
            {
                var sum = 0.0;
                for (var input = 0; input < frame.InputCount; input++)
                    sum += frame.Input(input)[i];
                window[seen++ % length] = sum;
                var mean = 0.0;
                foreach (var value in window)
                    mean += value / length;
                for (var output = 0; output < frame.OutputCount; output++)
                    frame.Output(output)[i] = seen < length ? double.NaN : mean + (step * (frame.OutputCount - 1 - output));
            }
        }
    }
}
