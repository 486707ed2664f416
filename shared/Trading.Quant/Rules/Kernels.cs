namespace Trading.Quant.Rules;

/// <summary>
/// The operators of the rule language. A condition is a number too: 0 does not hold, 1 holds, 0.5 is not known (Kleene's logic), so that
/// and is the smaller, or the larger, and not the distance from 1.
/// </summary>
internal static class Kernels
{
    public const double False = 0;
    public const double Unknown = 0.5;
    public const double True = 1;

    public static double Cross(ref double previous, double difference, bool above)
    {
        var before = previous;
        previous = difference;
        if (double.IsNaN(before) || double.IsNaN(difference))
            return Unknown;
        return Truth(above ? before <= 0 && difference > 0 : before >= 0 && difference < 0);
    }

    private static double Truth(bool holds) => holds ? True : False;

    private static double Truth(bool holds, double left, double right) => double.IsNaN(left) || double.IsNaN(right) ? Unknown : Truth(holds);

    public readonly struct Add : RuleStep.IKernel
    {
        public static double Apply(double left, double right) => left + right;
    }

    public readonly struct Subtract : RuleStep.IKernel
    {
        public static double Apply(double left, double right) => left - right;
    }

    public readonly struct Multiply : RuleStep.IKernel
    {
        public static double Apply(double left, double right) => left * right;
    }

    /// <summary>Division; by zero it is not defined.</summary>
    public readonly struct Divide : RuleStep.IKernel
    {
        public static double Apply(double left, double right) => right == 0 ? double.NaN : left / right;
    }

    public readonly struct Less : RuleStep.IKernel
    {
        public static double Apply(double left, double right) => Truth(left < right, left, right);
    }

    public readonly struct LessOrEqual : RuleStep.IKernel
    {
        public static double Apply(double left, double right) => Truth(left <= right, left, right);
    }

    public readonly struct Equal : RuleStep.IKernel
    {
        public static double Apply(double left, double right) => Truth(left == right, left, right);
    }

    public readonly struct NotEqual : RuleStep.IKernel
    {
        public static double Apply(double left, double right) => Truth(left != right, left, right);
    }

    public readonly struct And : RuleStep.IKernel
    {
        public static double Apply(double left, double right) => Math.Min(left, right);
    }

    public readonly struct Or : RuleStep.IKernel
    {
        public static double Apply(double left, double right) => Math.Max(left, right);
    }
}
