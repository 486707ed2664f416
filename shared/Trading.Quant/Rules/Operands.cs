using System.Runtime.Intrinsics;

namespace Trading.Quant.Rules;

/// <summary>Numbers at consecutive bars: a column, or one constant that stands for a column and is never written out.</summary>
/// <param name="values">A value a bar; of a constant <see cref="ConstantLength"/> times the same.</param>
/// <param name="stride">1 for a column, 0 for a constant.</param>
internal readonly ref struct Operands(ReadOnlySpan<double> values, int stride)
{
    /// <summary>As many copies of a constant as are read at once.</summary>
    public static readonly int ConstantLength = Vector256<double>.Count;

    public ReadOnlySpan<double> Values { get; } = values;

    public int Stride { get; } = stride;

    public double this[int bar] => Values[bar * Stride];
}
