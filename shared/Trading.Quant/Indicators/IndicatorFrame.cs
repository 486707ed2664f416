namespace Trading.Quant.Indicators;

/// <summary>Consecutive bars that an indicator is asked to take in: its input columns, and the columns that receive its values.</summary>
public readonly ref struct IndicatorFrame
{
    private readonly ReadOnlySpan<ReadOnlyMemory<double>> inputs;
    private readonly ReadOnlySpan<Memory<double>> outputs;
    private readonly Span<double> unwanted;
    private readonly int start;

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

    private IndicatorFrame(IndicatorFrame whole, int start, int count, Span<double> unwanted)
    {
        Times = whole.Times.Slice(start, count);
        inputs = whole.inputs;
        outputs = whole.outputs;
        this.start = whole.start + start;
        this.unwanted = unwanted;
    }

    /// <summary>Number of bars.</summary>
    public int Count => Times.Length;

    /// <summary>Number of input columns.</summary>
    public int InputCount => inputs.Length;

    /// <summary>Number of output columns.</summary>
    public int OutputCount => outputs.Length;

    /// <summary>Start of each bar in UTC ticks.</summary>
    public ReadOnlySpan<long> Times { get; }

    /// <summary>The column of an input.</summary>
    public ReadOnlySpan<double> Input(int index) => inputs[index].Span.Slice(start, Count);

    /// <summary>The column that receives an output. Where the caller does not want it: empty, or to a kernel a place where it is lost.</summary>
    public Span<double> Output(int index) => outputs[index].IsEmpty ? unwanted : outputs[index].Span.Slice(start, Count);

    /// <summary>True when the caller wants every output.</summary>
    internal bool WantsAll
    {
        get
        {
            foreach (var output in outputs)
            {
                if (output.IsEmpty)
                    return false;
            }

            return true;
        }
    }

    /// <summary>Some of the bars.</summary>
    /// <param name="start">First of them.</param>
    /// <param name="count">How many.</param>
    /// <param name="unwanted">Where outputs go that the caller does not want; as long as there are bars, or longer.</param>
    internal IndicatorFrame Slice(int start, int count, Span<double> unwanted) =>
        new(this, start, count, unwanted.IsEmpty ? default : unwanted[..count]);
}
