namespace Trading.Application.Rules;

/// <summary>A rule to be checked, as it is sent.</summary>
/// <param name="Text">The rule.</param>
/// <param name="Interval">Interval of the bars it is to be applied to; <c>1d</c> when it is left out.</param>
public sealed record RuleCheckDraft(string? Text = null, string? Interval = null);
