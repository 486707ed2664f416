namespace Trading.Application.Rules;

/// <summary>A question why a rule holds or not, as it is sent.</summary>
/// <param name="Text">The rule.</param>
/// <param name="Market">Code of the market.</param>
/// <param name="Symbol">Whose bars.</param>
/// <param name="Interval">Of which interval; <c>1d</c> when it is left out.</param>
/// <param name="At">A date or an instant: the last bar that is not later counts; the newest when it is left out.</param>
public sealed record RuleExplanationDraft(string? Text = null, string? Market = null, string? Symbol = null, string? Interval = null, string? At = null);
