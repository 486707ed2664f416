namespace Trading.Quant.Rules;

/// <summary>What a condition is at a bar, in Kleene's logic: and is the smaller of two, or the larger.</summary>
public enum RuleTruth
{
    /// <summary>It does not hold.</summary>
    Fails,

    /// <summary>It is not known: something it needs is not there, or not yet.</summary>
    Unknown,

    /// <summary>It holds.</summary>
    Holds,
}
