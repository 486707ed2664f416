using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Domain.Strategies;

namespace Trading.Domain.Screening;

/// <summary>Which symbols of a market to look for, by rules on their newest bars. Texts are rules and formulas in the rule language.</summary>
/// <param name="Name">For people; no two screens of a user have the same, whatever its case.</param>
/// <param name="Market">The market that is searched.</param>
/// <param name="Interval">Interval of the bars that the rules are applied to.</param>
/// <param name="Conditions">Conditions that all have to hold; may be empty when there is a ranking.</param>
public sealed record ScreenDocument(string Name, Market Market, Interval Interval, IReadOnlyList<string> Conditions)
{
    /// <summary>Days by which a series' newest bar may be older than the newest of all, where nothing else is said: a holiday and a weekend.</summary>
    public const int DefaultMaxAgeDays = 7;

    /// <summary>Most rows, where nothing else is said.</summary>
    public const int DefaultLimit = 500;

    /// <summary>What it is for, in words.</summary>
    public string? Description { get; init; }

    /// <summary>Symbols to look among; empty for all of the market.</summary>
    public IReadOnlyList<string> Symbols { get; init; } = [];

    /// <summary>What the symbols found are ordered by; null for the order of symbols.</summary>
    public Ranking? Ranking { get; init; }

    /// <summary>Numbers to show of each symbol found; empty for those that the conditions look at.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>Most symbols shown, the first ones.</summary>
    public int Limit { get; init; } = DefaultLimit;

    /// <summary>Days by which a series' newest bar may be older than the newest of all; older ones, such as those of delisted companies, are left out.</summary>
    public int MaxAgeDays { get; init; } = DefaultMaxAgeDays;
}
