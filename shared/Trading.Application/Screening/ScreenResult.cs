namespace Trading.Application.Screening;

/// <summary>What a screen found.</summary>
/// <param name="Time">Time of the newest bar looked at; null when there was none.</param>
/// <param name="Screened">Number of symbols looked at.</param>
/// <param name="Matched">Number of symbols of which every condition holds; more than are shown when there is a limit.</param>
/// <param name="Unknown">Number of symbols of which no condition fails and at least one is not known.</param>
/// <param name="Stale">Number of symbols left out because their newest bar is too old.</param>
/// <param name="Unreadable">Symbols left out because their stored bars are damaged, with what is wrong.</param>
/// <param name="Conditions">Each condition by itself, to see which one narrows the search.</param>
/// <param name="Findings">What is odd: conditions that can never hold, data that is not there.</param>
/// <param name="Columns">Texts of the columns.</param>
/// <param name="Matches">The symbols found, in order.</param>
public sealed record ScreenResult(
    DateTimeOffset? Time, int Screened, int Matched, int Unknown, int Stale, IReadOnlyList<string> Unreadable, IReadOnlyList<ScreenTally> Conditions,
    IReadOnlyList<string> Findings, IReadOnlyList<string> Columns, IReadOnlyList<ScreenMatch> Matches);
