namespace Trading.Quant.Rules;

/// <summary>What a part of a rule is at a bar, and why.</summary>
/// <param name="Text">The part in canonical form.</param>
/// <param name="Truth">What it is.</param>
/// <param name="Joint">How its parts are joined: <c>and</c>, <c>or</c>, <c>not</c>, or the other bars on which its one part is; null for a leaf.</param>
/// <param name="Leaf">The numbers behind a leaf; null for what has parts, and where only a past is remembered.</param>
/// <param name="Parts">What it is joined of; empty for a leaf.</param>
public sealed record RuleExplanation(
    string Text, RuleTruth Truth, string? Joint, RuleLeaf? Leaf, IReadOnlyList<RuleExplanation> Parts)
{
    /// <summary>
    /// The explanation in one line, such as <c>does not hold: rsi(14) = 31.2, needs &lt; 30, off by 1.2 (4%) and …</c>.
    /// </summary>
    public override string ToString() => $"{(Truth == RuleTruth.Holds ? "holds" : Truth == RuleTruth.Fails ? "does not hold" : "is not known")}: {Line}";

    private string Line => (Joint, Leaf) switch
    {
        ("and" or "or", _) => string.Join($" {Joint} ", Parts.Select(part => part.Joint is "and" or "or" && part.Joint != Joint ? $"({part.Line})" : part.Line)),
        ("not", _) => $"not ({Parts[0].Line})",
        ({ } scope, _) => $"{scope} {(Parts[0].Joint is "and" or "or" ? $"({Parts[0].Line})" : Parts[0].Line)}",
        (_, { } leaf) => leaf.ToString(),
        _ => Truth == RuleTruth.Unknown ? $"{Text} is not known" : $"{Text} {(Truth == RuleTruth.Holds ? "holds" : "does not hold")}",
    };
}
