using Trading.Application.Strategies;
using Trading.Domain.Strategies;

namespace Trading.Application.Templates;

/// <summary>Templates that bet on a move going on.</summary>
internal static class MomentumTemplates
{
    public static IReadOnlyList<Template> All { get; } =
    [
        new("momentum-breakout", "Momentum breakout", StrategyKind.Momentum, null,
            "Buys when MACD crosses its signal while RSI and ADX confirm a rise.",
            new StrategyDraft(
                Entry: "macd($fast, $slow, 9) crosses above macd($fast, $slow, 9).signal and rsi(14) > $strength and adx(14) > $trend and adx(14).plus_di > adx(14).minus_di",
                Exit: "macd($fast, $slow, 9) crosses below macd($fast, $slow, 9).signal and rsi(14) < 60 or adx(14).plus_di < adx(14).minus_di",
                Exits: new ExitsDraft(Stop: new LevelDraft(2.5m, IsAtr: true))),
            [
                new("fast", "Bars of MACD's fast average", 12, 6, 18, 2),
                new("slow", "Bars of MACD's slow average", 26, 20, 40, 2),
                new("strength", "RSI that the entry needs", 50, 45, 65, 5),
                new("trend", "ADX that the entry needs", 15, 10, 30, 5),
            ])
        {
            Constraints = ["fast < slow"],
        },
        new("stable-trend", "Stable trend", StrategyKind.Momentum, null,
            "Holds what rises steadily: RSI neutral, ADX present, MACD above zero.",
            new StrategyDraft(
                Entry: "rsi(14) between $low and $high and adx(14) > $trend and adx(14).plus_di > adx(14).minus_di and macd(12, 26, 9) > 0",
                Exit: "macd(12, 26, 9) < 0 or rsi(14) > 80",
                Exits: new ExitsDraft(TrailingStop: new LevelDraft(3, IsAtr: true))),
            [
                new("low", "Lower end of a neutral RSI", 45, 35, 50, 5),
                new("high", "Upper end of a neutral RSI", 65, 55, 70, 5),
                new("trend", "ADX that the entry needs", 20, 15, 30, 5),
            ]),
        new("ma-crossover", "Moving-average crossover 50/200", StrategyKind.Momentum, null,
            "Holds while the average of 50 days is above that of 200: golden cross and death cross.",
            new StrategyDraft(Entry: "sma($fast) > sma($slow)", Exit: "sma($fast) < sma($slow)"),
            [
                new("fast", "Bars of the fast average", 50, 10, 100, 10),
                new("slow", "Bars of the slow average", 200, 100, 300, 20),
            ])
        {
            Constraints = ["fast < slow"],
        },
        new("turtle-breakout", "Turtle breakout 20/10", StrategyKind.Momentum, 2007,
            "Buys a close above the high of 20 days, leaves below the low of 10 or two average ranges under the entry.",
            new StrategyDraft(
                Entry: "close > donchian($entry, 1).upper",
                Exit: "close < donchian($exit, 1).lower",
                Sizing: new SizingDraft("volatilityTarget", Value: 0.2m, Lookback: 20),
                Exits: new ExitsDraft(Stop: new LevelDraft(2, IsAtr: true), AtrLength: 20)),
            [
                new("entry", "Bars of the high to break", 20, 10, 60, 5),
                new("exit", "Bars of the low that ends it", 10, 5, 30, 5),
            ])
        {
            Constraints = ["exit < entry"],
        },
        new("supertrend", "Supertrend", StrategyKind.Momentum, null,
            "Holds while the close is above a stop that trails by average ranges.",
            new StrategyDraft(Entry: "close > supertrend($length, $width)", Exit: "close < supertrend($length, $width)"),
            [
                new("length", "Bars of the average true range", 10, 5, 30, 5),
                new("width", "Average ranges between middle and stop", 3, 1.5, 5, 0.5),
            ]),
        new("ichimoku-breakout", "Ichimoku cloud breakout", StrategyKind.Momentum, 1969,
            "Buys above the cloud with the conversion line over the base line, leaves below the cloud.",
            new StrategyDraft(
                Entry: "close > max(ichimoku($tenkan, $kijun, 52, 26).senkou_a, ichimoku($tenkan, $kijun, 52, 26).senkou_b) and ichimoku($tenkan, $kijun, 52, 26).tenkan > ichimoku($tenkan, $kijun, 52, 26).kijun",
                Exit: "close < min(ichimoku($tenkan, $kijun, 52, 26).senkou_a, ichimoku($tenkan, $kijun, 52, 26).senkou_b)"),
            [
                new("tenkan", "Bars of the conversion line", 9, 5, 15, 2),
                new("kijun", "Bars of the base line", 26, 20, 44, 6),
            ])
        {
            Constraints = ["tenkan < kijun"],
        },
        new("faber-timing", "Ten-month timing", StrategyKind.Momentum, 2007,
            "Holds while the price is above its average of ten months, cash otherwise.",
            new StrategyDraft(Entry: "close > (1 + $band / 100) * sma($days)", Exit: "close < (1 - $band / 100) * sma($days)"),
            [
                new("band", "Percent around the average in which nothing is done", 1, 0, 3, 0.5),
                new("days", "Bars of the average; a month has 21", 210, 105, 315, 21),
            ]),
    ];
}
