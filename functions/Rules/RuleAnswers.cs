using Trading.Application.Rules;
using Trading.Quant.Rules;

namespace Trading.Functions.Rules;

internal sealed record RuleErrorAnswer(int Position, string Found, string Expected, string? Nearest, string Message)
{
    public static RuleErrorAnswer Of(RuleError error) => new(error.Position, error.Found, error.Expected, error.Nearest, error.ToString());
}

internal sealed record RuleFindingAnswer(RuleFindingKind Kind, string Subject, string Message)
{
    public static RuleFindingAnswer Of(RuleFinding finding) => new(finding.Kind, finding.Subject, finding.Message);
}

internal sealed record SeriesNeedAnswer(string? Symbol, string Interval, bool IsOptional, int Warmup);

internal sealed record FundamentalNeedAnswer(string? Symbol, string Field);

/// <summary>A text that is no rule is an answer too: the question was whether it is one.</summary>
internal sealed record RuleCheckAnswer(
    bool IsRule, string? Canonical, int? Warmup, bool UsesPosition, IEnumerable<SeriesNeedAnswer> Series, IEnumerable<FundamentalNeedAnswer> Fundamentals,
    IEnumerable<RuleFindingAnswer> Findings, IEnumerable<RuleErrorAnswer> Errors)
{
    public static RuleCheckAnswer Of(RuleCheck check) => new(
        check.Canonical is not null, check.Canonical, check.Canonical is null ? null : check.Warmup, check.Data?.UsesPosition ?? false,
        (check.Data?.Series ?? []).Select(need => new SeriesNeedAnswer(need.Symbol, need.Interval.Code, need.IsOptional, need.Warmup)),
        (check.Data?.Fundamentals ?? []).Select(need => new FundamentalNeedAnswer(need.Symbol, need.Field.Name)),
        check.Findings.Select(RuleFindingAnswer.Of), check.Errors.Select(RuleErrorAnswer.Of));
}

internal sealed record RuleLeafAnswer(string Subject, double Value, string Needs, double Threshold, double Distance, double DistancePercent)
{
    public static RuleLeafAnswer Of(RuleLeaf leaf) => new(leaf.Subject, leaf.Value, leaf.Needs, leaf.Threshold, leaf.Distance, leaf.DistancePercent);
}

internal sealed record RuleExplanationAnswer(string Text, RuleTruth Truth, string? Joint, RuleLeafAnswer? Leaf, IEnumerable<RuleExplanationAnswer> Parts)
{
    public static RuleExplanationAnswer Of(RuleExplanation part) =>
        new(part.Text, part.Truth, part.Joint, part.Leaf is { } leaf ? RuleLeafAnswer.Of(leaf) : null, part.Parts.Select(Of));
}

internal sealed record RuleAtBarAnswer(DateTime Time, string Summary, RuleExplanationAnswer Rule, IEnumerable<RuleFindingAnswer> Missing)
{
    public static RuleAtBarAnswer Of(RuleAtBar at) =>
        new(at.Time.UtcDateTime, at.Explanation.ToString(), RuleExplanationAnswer.Of(at.Explanation), at.Missing.Select(RuleFindingAnswer.Of));
}
