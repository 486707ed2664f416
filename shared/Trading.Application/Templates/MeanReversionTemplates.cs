using Trading.Application.Strategies;
using Trading.Domain.Strategies;

namespace Trading.Application.Templates;

/// <summary>Templates that bet on a move having gone too far.</summary>
internal static class MeanReversionTemplates
{
    public static IReadOnlyList<Template> All { get; } =
    [
        new("oversold-rebound", "Oversold rebound", StrategyKind.MeanReversion, null,
            "Buys when RSI, MFI and CCI are low together, and leaves when RSI has recovered.",
            new StrategyDraft(
                Entry: "rsi(14) < $rsi and mfi(14) < $mfi and cci(20) < $cci",
                Exit: "rsi(14) > $recovered",
                Exits: new ExitsDraft(Stop: new LevelDraft(0.08m), MaxBars: 20)),
            [
                new("rsi", "RSI below which it counts as oversold", 35, 20, 40, 5),
                new("mfi", "MFI below which it counts as oversold", 35, 10, 40, 5),
                new("cci", "CCI below which it counts as oversold", -100, -200, -50, 25),
                new("recovered", "RSI at which the rebound is over", 55, 45, 70, 5),
            ]),
        new("rsi-rule-set", "RSI pullback in a rise", StrategyKind.MeanReversion, null,
            "Buys RSI under 30 while the average of 20 days is above that of 50, sells over 70, stops at 5 %.",
            new StrategyDraft(
                Entry: "rsi(14) < $low and sma(20) > sma(50)",
                Exit: "rsi(14) > $high",
                Exits: new ExitsDraft(Stop: new LevelDraft(0.05m))),
            [
                new("low", "RSI that buys", 30, 20, 45, 5),
                new("high", "RSI that sells", 70, 50, 80, 5),
            ]),
        new("bollinger-reversion", "Bollinger band reversion", StrategyKind.MeanReversion, null,
            "Buys a close below the lower band and sells at the middle.",
            new StrategyDraft(Entry: "close < bbands($length, $width).lower", Exit: "close > bbands($length, $width).middle"),
            [
                new("length", "Bars of the average and the deviation", 20, 10, 50, 5),
                new("width", "Deviations between middle and band", 2, 1, 3, 0.25),
            ]),
        new("connors-rsi-2", "Connors RSI-2", StrategyKind.MeanReversion, 2008,
            "Buys a two-bar RSI under 5 above the average of 200 days and sells above that of 5.",
            new StrategyDraft(Entry: "rsi(2) < $low and close > sma($trend)", Exit: "close > sma($recovered)"),
            [
                new("low", "RSI of two bars that buys", 5, 2.5, 20, 2.5),
                new("trend", "Bars of the average that must lie below", 200, 100, 300, 50),
                new("recovered", "Bars of the average at which the rebound is over", 5, 3, 15, 1),
            ]),
    ];
}
