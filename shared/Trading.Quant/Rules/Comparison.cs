using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Trading.Quant.Rules;

/// <summary>A comparison of two numbers at the same bar; not known where either is NaN.</summary>
internal abstract class Comparison
{
    private const int BitsPerWord = 64;

    /// <summary>Of two numbers.</summary>
    public abstract RuleTruth Apply(double left, double right);

    /// <summary>Of columns, a bit a bar.</summary>
    /// <param name="left">First operands.</param>
    /// <param name="right">Second operands.</param>
    /// <param name="count">Number of bars.</param>
    /// <param name="holds">Receives where it holds.</param>
    /// <param name="fails">Receives where it does not.</param>
    public abstract void Apply(Operands left, Operands right, int count, Span<ulong> holds, Span<ulong> fails);

    /// <summary>Any comparison, by its sign: <c>&lt; &lt;= == !=</c>; the others are these with their operands exchanged.</summary>
    public static Comparison Of(string sign) => BySign[sign];

    private static readonly Dictionary<string, Comparison> BySign = new()
    {
        ["<"] = new Over<Less>(),
        ["<="] = new Over<LessOrEqual>(),
        ["=="] = new Over<Equal>(),
        ["!="] = new Over<NotEqual>(),
    };

    /// <summary>A comparison of numbers and of vectors of them.</summary>
    private interface IKernel
    {
        static abstract bool Holds(double left, double right);

        static abstract bool Fails(double left, double right);

        static abstract Vector256<double> Holds(Vector256<double> left, Vector256<double> right);

        static abstract Vector256<double> Fails(Vector256<double> left, Vector256<double> right);
    }

    private sealed class Over<TKernel> : Comparison
        where TKernel : struct, IKernel
    {
        public override RuleTruth Apply(double left, double right) =>
            TKernel.Holds(left, right) ? RuleTruth.Holds : TKernel.Fails(left, right) ? RuleTruth.Fails : RuleTruth.Unknown;

        public override void Apply(Operands left, Operands right, int count, Span<ulong> holds, Span<ulong> fails)
        {
            ref var one = ref MemoryMarshal.GetReference(left.Values);
            ref var other = ref MemoryMarshal.GetReference(right.Values);
            for (var word = 0; word * BitsPerWord < count; word++)
            {
                var (start, end) = (word * BitsPerWord, Math.Min(count, (word + 1) * BitsPerWord));
                ulong holding = 0, failing = 0;
                var i = start;
                for (; i <= end - Vector256<double>.Count; i += Vector256<double>.Count)
                {
                    var a = Vector256.LoadUnsafe(ref one, (nuint)(i * left.Stride));
                    var b = Vector256.LoadUnsafe(ref other, (nuint)(i * right.Stride));
                    holding |= (ulong)TKernel.Holds(a, b).ExtractMostSignificantBits() << (i - start);
                    failing |= (ulong)TKernel.Fails(a, b).ExtractMostSignificantBits() << (i - start);
                }

                for (; i < end; i++)
                {
                    holding |= (TKernel.Holds(left[i], right[i]) ? 1UL : 0) << (i - start);
                    failing |= (TKernel.Fails(left[i], right[i]) ? 1UL : 0) << (i - start);
                }

                (holds[word], fails[word]) = (holding, failing);
            }
        }
    }

    private readonly struct Less : IKernel
    {
        public static bool Holds(double left, double right) => left < right;

        public static bool Fails(double left, double right) => left >= right;

        public static Vector256<double> Holds(Vector256<double> left, Vector256<double> right) => Vector256.LessThan(left, right);

        public static Vector256<double> Fails(Vector256<double> left, Vector256<double> right) => Vector256.GreaterThanOrEqual(left, right);
    }

    private readonly struct LessOrEqual : IKernel
    {
        public static bool Holds(double left, double right) => left <= right;

        public static bool Fails(double left, double right) => left > right;

        public static Vector256<double> Holds(Vector256<double> left, Vector256<double> right) => Vector256.LessThanOrEqual(left, right);

        public static Vector256<double> Fails(Vector256<double> left, Vector256<double> right) => Vector256.GreaterThan(left, right);
    }

    private readonly struct Equal : IKernel
    {
        public static bool Holds(double left, double right) => left == right;

        public static bool Fails(double left, double right) => left < right || left > right;

        public static Vector256<double> Holds(Vector256<double> left, Vector256<double> right) => Vector256.Equals(left, right);

        public static Vector256<double> Fails(Vector256<double> left, Vector256<double> right) =>
            Vector256.LessThan(left, right) | Vector256.GreaterThan(left, right);
    }

    private readonly struct NotEqual : IKernel
    {
        public static bool Holds(double left, double right) => Equal.Fails(left, right);

        public static bool Fails(double left, double right) => Equal.Holds(left, right);

        public static Vector256<double> Holds(Vector256<double> left, Vector256<double> right) => Equal.Fails(left, right);

        public static Vector256<double> Fails(Vector256<double> left, Vector256<double> right) => Equal.Holds(left, right);
    }
}
