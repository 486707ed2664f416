namespace Trading.Quant.Indicators.Kernels;

/// <summary>How two numbers, and so any number of them, become one, whatever their grouping.</summary>
internal interface ICombine
{
    /// <summary>What changes nothing.</summary>
    static abstract double Neutral { get; }

    static abstract double Combine(double left, double right);
}

/// <summary>Sum.</summary>
internal readonly struct Sum : ICombine
{
    public static double Neutral => 0;

    public static double Combine(double left, double right) => left + right;
}

/// <summary>Larger of two.</summary>
internal readonly struct Larger : ICombine
{
    public static double Neutral => double.NegativeInfinity;

    public static double Combine(double left, double right) => double.MaxNative(left, right);
}

/// <summary>Smaller of two.</summary>
internal readonly struct Smaller : ICombine
{
    public static double Neutral => double.PositiveInfinity;

    public static double Combine(double left, double right) => double.MinNative(left, right);
}
