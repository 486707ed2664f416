using Trading.Application.Strategies;

namespace Trading.Application.Screening;

/// <summary>A screen as it is sent.</summary>
/// <param name="Name">For people, 1 to 100 characters; may be left out where nothing is stored.</param>
/// <param name="Market">Code of the market.</param>
/// <param name="Interval">Interval of the bars; <c>1d</c> when it is left out.</param>
/// <param name="Conditions">Rules that all have to hold.</param>
/// <param name="Ranking">What comes first.</param>
/// <param name="Columns">Formulas to show; those that the conditions look at when it is left out.</param>
/// <param name="Symbols">Symbols to look among; all of the market when it is left out.</param>
/// <param name="Limit">Most rows, 1 to 5,000; 500 when it is left out.</param>
/// <param name="MaxAgeDays">Days by which a newest bar may be older than the newest of all, 0 to 3,650; 7 when it is left out.</param>
/// <param name="Description">What it is for, at most 2,000 characters.</param>
public sealed record ScreenDraft(
    string? Name = null, string? Market = null, string? Interval = null, IReadOnlyList<string>? Conditions = null, RankingDraft? Ranking = null,
    IReadOnlyList<string>? Columns = null, IReadOnlyList<string>? Symbols = null, int? Limit = null, int? MaxAgeDays = null, string? Description = null);
