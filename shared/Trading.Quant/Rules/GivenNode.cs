namespace Trading.Quant.Rules;

/// <summary>A number that was read before and is given with every row, in place of the part that it was read for.</summary>
/// <param name="Number">Number of its column.</param>
/// <param name="Original">The part.</param>
internal sealed record GivenNode(int Number, RuleNode Original) : NumericNode;
