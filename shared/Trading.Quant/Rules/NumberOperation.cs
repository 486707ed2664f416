using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Trading.Quant.Rules;

/// <summary>A calculation of one number from two at the same bar; one of a single number looks at the first alone.</summary>
internal abstract class NumberOperation
{
    /// <summary>Over two numbers.</summary>
    public abstract double Apply(double left, double right);

    /// <summary>Over columns, with the same bits as number by number.</summary>
    /// <param name="left">First operands.</param>
    /// <param name="right">Second operands.</param>
    /// <param name="result">Receives as many results as it is long.</param>
    public abstract void Apply(Operands left, Operands right, Span<double> result);

    /// <summary>Any calculation, by the name it has in rules.</summary>
    public static NumberOperation Of(string name) => ByName[name];

    private static readonly Dictionary<string, NumberOperation> ByName = new()
    {
        ["+"] = new Over<NumberKernels.Add>(),
        ["-"] = new Over<NumberKernels.Subtract>(),
        ["*"] = new Over<NumberKernels.Multiply>(),
        ["/"] = new Over<NumberKernels.Divide>(),
        ["abs"] = new Over<NumberKernels.Abs>(),
        ["min"] = new Over<NumberKernels.Min>(),
        ["max"] = new Over<NumberKernels.Max>(),
        ["sqrt"] = new Over<NumberKernels.Sqrt>(),
        ["log"] = new Over<NumberKernels.Log>(),
        ["exp"] = new Over<NumberKernels.Exp>(),
        ["round"] = new Over<NumberKernels.Round>(),
        ["sign"] = new Over<NumberKernels.Sign>(),
    };

    private sealed class Over<TKernel> : NumberOperation
        where TKernel : struct, INumberKernel
    {
        public override double Apply(double left, double right) => TKernel.Apply(left, right);

        public override void Apply(Operands left, Operands right, Span<double> result)
        {
            ref var one = ref MemoryMarshal.GetReference(left.Values);
            ref var other = ref MemoryMarshal.GetReference(right.Values);
            ref var target = ref MemoryMarshal.GetReference(result);
            var i = 0;
            for (; i <= result.Length - Vector256<double>.Count; i += Vector256<double>.Count)
            {
                TKernel.Apply(Vector256.LoadUnsafe(ref one, (nuint)(i * left.Stride)), Vector256.LoadUnsafe(ref other, (nuint)(i * right.Stride)))
                    .StoreUnsafe(ref target, (nuint)i);
            }

            for (; i < result.Length; i++)
                result[i] = TKernel.Apply(left[i], right[i]);
        }
    }
}
