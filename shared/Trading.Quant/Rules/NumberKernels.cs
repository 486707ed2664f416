using System.Runtime.Intrinsics;

namespace Trading.Quant.Rules;

/// <summary>A formula of two numbers, on numbers and on vectors of them, with the same bits.</summary>
internal interface INumberKernel
{
    static abstract double Apply(double left, double right);

    static abstract Vector256<double> Apply(Vector256<double> left, Vector256<double> right);
}

/// <summary>The formulas of the rule language. What is not defined is NaN.</summary>
internal static class NumberKernels
{
    private static Vector256<double> Each<TKernel>(Vector256<double> values)
        where TKernel : struct, INumberKernel => Vector256.Create(
            TKernel.Apply(values[0], values[0]), TKernel.Apply(values[1], values[1]), TKernel.Apply(values[2], values[2]), TKernel.Apply(values[3], values[3]));

    public readonly struct Add : INumberKernel
    {
        public static double Apply(double left, double right) => left + right;

        public static Vector256<double> Apply(Vector256<double> left, Vector256<double> right) => left + right;
    }

    public readonly struct Subtract : INumberKernel
    {
        public static double Apply(double left, double right) => left - right;

        public static Vector256<double> Apply(Vector256<double> left, Vector256<double> right) => left - right;
    }

    public readonly struct Multiply : INumberKernel
    {
        public static double Apply(double left, double right) => left * right;

        public static Vector256<double> Apply(Vector256<double> left, Vector256<double> right) => left * right;
    }

    public readonly struct Divide : INumberKernel
    {
        public static double Apply(double left, double right) => right == 0 ? double.NaN : left / right;

        public static Vector256<double> Apply(Vector256<double> left, Vector256<double> right) =>
            Vector256.ConditionalSelect(Vector256.Equals(right, Vector256<double>.Zero), Vector256.Create(double.NaN), left / right);
    }

    public readonly struct Abs : INumberKernel
    {
        public static double Apply(double left, double right) => Math.Abs(left);

        public static Vector256<double> Apply(Vector256<double> left, Vector256<double> right) => Vector256.Abs(left);
    }

    public readonly struct Min : INumberKernel
    {
        public static double Apply(double left, double right) => Math.Min(left, right);

        public static Vector256<double> Apply(Vector256<double> left, Vector256<double> right) => Vector256.Min(left, right);
    }

    public readonly struct Max : INumberKernel
    {
        public static double Apply(double left, double right) => Math.Max(left, right);

        public static Vector256<double> Apply(Vector256<double> left, Vector256<double> right) => Vector256.Max(left, right);
    }

    public readonly struct Sqrt : INumberKernel
    {
        public static double Apply(double left, double right) => Math.Sqrt(left);

        public static Vector256<double> Apply(Vector256<double> left, Vector256<double> right) => Vector256.Sqrt(left);
    }

    public readonly struct Log : INumberKernel
    {
        public static double Apply(double left, double right) => left > 0 ? Math.Log(left) : double.NaN;

        public static Vector256<double> Apply(Vector256<double> left, Vector256<double> right) => Each<Log>(left);
    }

    public readonly struct Exp : INumberKernel
    {
        public static double Apply(double left, double right) => Math.Exp(left);

        public static Vector256<double> Apply(Vector256<double> left, Vector256<double> right) => Each<Exp>(left);
    }

    public readonly struct Round : INumberKernel
    {
        public static double Apply(double left, double right) => Math.Round(left, MidpointRounding.AwayFromZero);

        public static Vector256<double> Apply(Vector256<double> left, Vector256<double> right) => Each<Round>(left);
    }

    public readonly struct Sign : INumberKernel
    {
        public static double Apply(double left, double right) => left > 0 ? 1 : left < 0 ? -1 : left;

        public static Vector256<double> Apply(Vector256<double> left, Vector256<double> right) => Each<Sign>(left);
    }
}
