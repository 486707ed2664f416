using Trading.Domain.MarketData;
using Trading.Quant.Indicators;

namespace Trading.Quant.Rules;

/// <summary>Rules that are fed one closed bar at a time. Not safe for use by several threads at once.</summary>
public sealed class RuleRun
{
    private readonly double[] slots;
    private readonly int[] results;
    private readonly (int Slot, int[] Inputs, IndicatorState State)[] steps;
    private readonly double[] inputs;

    internal RuleRun(RuleStep?[] steps, double[] slots, int[] results)
    {
        this.slots = slots;
        this.results = results;
        this.steps = [.. steps.Select((step, slot) => (step, slot)).Where(pair => pair.step is not null)
            .Select(pair => (pair.slot, pair.step!.Inputs, pair.step.Start()))];
        inputs = new double[this.steps.Select(step => step.Inputs.Length).DefaultIfEmpty().Max()];
    }

    /// <summary>Takes in the next bar, which has closed.</summary>
    public void Next(in Bar bar)
    {
        slots[(int)BarField.Open] = bar.Open;
        slots[(int)BarField.High] = bar.High;
        slots[(int)BarField.Low] = bar.Low;
        slots[(int)BarField.Close] = bar.Close;
        slots[(int)BarField.Volume] = bar.Volume;
        foreach (var (slot, sources, state) in steps)
        {
            for (var i = 0; i < sources.Length; i++)
                inputs[i] = slots[sources[i]];
            slots[slot] = state.Next(inputs.AsSpan(0, sources.Length));
        }
    }

    /// <summary>Whether a rule holds at the newest bar; false also while it is not yet known.</summary>
    /// <param name="rule">Position of the rule among those compiled.</param>
    public bool Holds(int rule) => slots[results[rule]] == Kernels.True;
}
