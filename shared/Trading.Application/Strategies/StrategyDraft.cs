using System.Text.Json;
using Trading.Domain.Strategies;

namespace Trading.Application.Strategies;

/// <summary>A strategy's rules as they are sent, not yet checked.</summary>
/// <param name="Entry">Rule that opens a long position.</param>
/// <param name="Exit">Rule that closes it; may be missing.</param>
/// <param name="Sizing">How much an entry buys; missing: all in, fractions allowed.</param>
/// <param name="ShortEntry">Rule that opens a short position; missing: never short.</param>
/// <param name="ShortExit">Rule that closes it; may be missing.</param>
/// <param name="Exits">Stops, target and time limit; missing: none.</param>
/// <param name="MaxPositions">Most positions held at once; missing: 1.</param>
/// <param name="Ranking">Which entries come first when several compete; missing: in the order of the symbols.</param>
public sealed record StrategyDraft(
    string? Entry = null,
    string? Exit = null,
    SizingDraft? Sizing = null,
    string? ShortEntry = null,
    string? ShortExit = null,
    ExitsDraft? Exits = null,
    int? MaxPositions = null,
    RankingDraft? Ranking = null)
{
    /// <summary>Rules as they could be sent.</summary>
    public static StrategyDraft Of(StrategyRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var (sizing, exits) = (rules.Sizing, rules.Exits);
        return new StrategyDraft(
            rules.Entry, rules.Exit,
            new SizingDraft(JsonNamingPolicy.CamelCase.ConvertName(sizing.Kind.ToString()), sizing.WholeUnits, sizing.Value, sizing.Lookback, sizing.MaxFraction),
            rules.ShortEntry, rules.ShortExit,
            new ExitsDraft(Distance(exits.Stop), Distance(exits.TrailingStop), Distance(exits.Target), exits.AtrLength, exits.MaxBars),
            rules.MaxPositions, rules.Ranking is { } ranking ? new RankingDraft(ranking.Expression, ranking.HighestFirst) : null);

        static LevelDraft? Distance(Level? level) => level is { } distance ? new LevelDraft(distance.Value, distance.IsAtr) : null;
    }
}
