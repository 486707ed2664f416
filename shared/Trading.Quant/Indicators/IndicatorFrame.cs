namespace Trading.Quant.Indicators;

/// <summary>Consecutive bars that an indicator is asked to take in: its input columns, and the columns that receive its values.</summary>
public readonly ref struct IndicatorFrame
{
    private readonly ReadOnlySpan<ReadOnlyMemory<double>> inputs;
    private readonly ReadOnlySpan<Memory<double>> outputs;

    /// <summary>A frame over columns of one length.</summary>
    /// <param name="times">Start of each bar in UTC ticks.</param>
    /// <param name="inputs">One column for each of the indicator's inputs.</param>
    /// <param name="outputs">One column for each of its outputs; an empty one where the output is not wanted.</param>
    /// <exception cref="ArgumentException">A column differs in length.</exception>
    public IndicatorFrame(ReadOnlySpan<long> times, ReadOnlySpan<ReadOnlyMemory<double>> inputs, ReadOnlySpan<Memory<double>> outputs)
    {
        foreach (var input in inputs)
        {
            if (input.Length != times.Length)
                throw new ArgumentException($"An input holds {input.Length} values; expected {times.Length}, one a bar.", nameof(inputs));
        }

        foreach (var output in outputs)
        {
            if (output.Length != times.Length && output.Length != 0)
                throw new ArgumentException($"An output holds {output.Length} values; expected {times.Length}, one a bar, or none.", nameof(outputs));
        }

        Times = times;
        this.inputs = inputs;
        this.outputs = outputs;
    }

    /// <summary>Number of bars.</summary>
    public int Count => Times.Length;

    /// <summary>Start of each bar in UTC ticks.</summary>
    public ReadOnlySpan<long> Times { get; }

    /// <summary>The column of an input.</summary>
    public ReadOnlySpan<double> Input(int index) => inputs[index].Span;

    /// <summary>The column that receives an output; empty when the caller does not want it.</summary>
    public Span<double> Output(int index) => outputs[index].Span;
}
