using Trading.Domain.MarketData;
using Trading.Quant.Indicators;

namespace Trading.Quant.Rules;

/// <summary>Rules that are fed closed bars, one by one or in blocks. Not safe for use by several threads at once.</summary>
public sealed class RuleRun
{
    private readonly ReadOnlyMemory<double>[] slots;
    private readonly double[]?[] columns;
    private readonly int[] results;
    private readonly (int Slot, int[] Inputs, IndicatorState State)[] steps;
    private readonly long[] time = new long[1];

    internal RuleRun(RuleStep?[] steps, double[] constants, int[] results, int longest)
    {
        this.results = results;
        this.steps = [.. steps.Select((step, slot) => (step, slot)).Where(pair => pair.step is not null)
            .Select(pair => (pair.slot, pair.step!.Inputs, pair.step.Start()))];
        slots = new ReadOnlyMemory<double>[steps.Length];
        columns = new double[steps.Length][];
        for (var slot = 0; slot < steps.Length; slot++)
            slots[slot] = columns[slot] = [.. Enumerable.Repeat(constants[slot], longest)];
    }

    /// <summary>Takes in the next bar, which has closed.</summary>
    public void Next(in Bar bar)
    {
        time[0] = bar.Time.UtcTicks;
        columns[(int)BarField.Open]![0] = bar.Open;
        columns[(int)BarField.High]![0] = bar.High;
        columns[(int)BarField.Low]![0] = bar.Low;
        columns[(int)BarField.Close]![0] = bar.Close;
        columns[(int)BarField.Volume]![0] = bar.Volume;
        Run(time);
    }

    /// <summary>Whether a rule holds at the newest bar; false also while it is not yet known.</summary>
    /// <param name="rule">Position of the rule among those compiled.</param>
    public bool Holds(int rule) => slots[results[rule]].Span[0] == Kernels.True;

    /// <summary>Takes in the next bars, at most as many as the run was started for.</summary>
    internal void Next(BarSeries bars)
    {
        foreach (var field in Enum.GetValues<BarField>())
            slots[(int)field] = bars.Memory(field);
        Run(bars.Times);
    }

    internal ReadOnlySpan<double> Result(int rule) => slots[results[rule]].Span;

    private void Run(ReadOnlySpan<long> times)
    {
        foreach (var (slot, sources, state) in steps)
        {
            var inputs = new ReadOnlyMemory<double>[sources.Length];
            for (var i = 0; i < sources.Length; i++)
                inputs[i] = slots[sources[i]][..times.Length];
            var output = columns[slot].AsMemory(0, times.Length);
            slots[slot] = output;
            state.Next(new IndicatorFrame(times, inputs, [output]));
        }
    }
}
