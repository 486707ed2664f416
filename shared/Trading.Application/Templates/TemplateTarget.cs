namespace Trading.Application.Templates;

/// <summary>What a template is put to work on, as it is asked for, not yet checked; what is missing is as the template suggests.</summary>
/// <param name="Market">Market code.</param>
/// <param name="Symbols">One symbol or more, of the market.</param>
/// <param name="Interval">Interval code.</param>
/// <param name="From">First bar's time, a date or an instant; missing: the first.</param>
/// <param name="To">Time after the last bar, a date or an instant; missing: all.</param>
public sealed record TemplateTarget(
    string? Market = null, IReadOnlyList<string>? Symbols = null, string? Interval = null, string? From = null, string? To = null)
{
    /// <summary>As the template suggests.</summary>
    public static TemplateTarget Suggested { get; } = new();
}
