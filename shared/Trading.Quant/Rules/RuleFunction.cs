namespace Trading.Quant.Rules;

/// <summary>A function of numbers at one bar, called by its name in lower case.</summary>
public enum RuleFunction
{
    /// <summary>Size without sign.</summary>
    Abs,

    /// <summary>Smallest of two or more.</summary>
    Min,

    /// <summary>Largest of two or more.</summary>
    Max,

    /// <summary>Square root; not defined below zero.</summary>
    Sqrt,

    /// <summary>Natural logarithm; not defined at or below zero.</summary>
    Log,

    /// <summary>Power of e.</summary>
    Exp,

    /// <summary>Nearest whole number, halves away from zero.</summary>
    Round,

    /// <summary>-1, 0 or 1.</summary>
    Sign,
}
