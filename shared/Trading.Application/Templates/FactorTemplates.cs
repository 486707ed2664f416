using Trading.Application.Strategies;
using Trading.Domain.Strategies;

namespace Trading.Application.Templates;

/// <summary>Templates after properties by which research sorts whole markets.</summary>
internal static class FactorTemplates
{
    public static IReadOnlyList<Template> All { get; } =
    [
        new("time-series-momentum", "Time-series momentum", StrategyKind.Factor, 2012,
            "Holds what rose over the last twelve months, sized for a steady volatility.",
            new StrategyDraft(
                Entry: "roc($days) > 0",
                Exit: "roc($days) < 0",
                Sizing: new SizingDraft("volatilityTarget", Value: 0.15m, Lookback: 60)),
            [
                new("days", "Bars looked back on; a month has 21", 252, 63, 378, 21),
            ]),
        new("high-52-week", "Near the 52-week high", StrategyKind.Factor, 2004,
            "Buys close to the highest price of a year and leaves well below it.",
            new StrategyDraft(Entry: "close > $near / 100 * highest(high, 252)", Exit: "close < $far / 100 * highest(high, 252)"),
            [
                new("near", "Percent of the high that buys", 98, 94, 99, 1),
                new("far", "Percent of the high that sells", 90, 75, 93, 3),
            ])
        {
            Constraints = ["far < near"],
        },
        new("relative-strength-rotation", "Relative-strength rotation", StrategyKind.Factor, 2014,
            "Holds the two strongest of several for a month, if they rose at all.",
            new StrategyDraft(
                Entry: "roc($lookback) > 0",
                Sizing: new SizingDraft("equalWeight"),
                Exits: new ExitsDraft(MaxBars: 21),
                MaxPositions: 2,
                Ranking: new RankingDraft("roc(126)")),
            [
                new("lookback", "Bars over which it must have risen; a month has 21", 252, 63, 378, 21),
            ]),
    ];
}
