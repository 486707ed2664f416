using Trading.Quant.Rules;

namespace Trading.Application.MarketData;

/// <summary>The indicators that are kept of every series.</summary>
public static class IndicatorSet
{
    private static readonly (string Name, string Call)[] All =
    [
        ("rsi", "rsi(14)"),
        ("macd", "macd(12, 26, 9).macd"),
        ("macd_signal", "macd(12, 26, 9).signal"),
        ("macd_histogram", "macd(12, 26, 9).histogram"),
        ("stoch_k", "stoch(14, 3, 3).k"),
        ("stoch_d", "stoch(14, 3, 3).d"),
        ("ma_20", "sma(20)"),
        ("ma_50", "sma(50)"),
        ("ma_200", "sma(200)"),
        ("ema_20", "ema(20)"),
        ("ema_50", "ema(50)"),
        ("bollinger_upper", "bbands(20, 2).upper"),
        ("bollinger_middle", "bbands(20, 2).middle"),
        ("bollinger_lower", "bbands(20, 2).lower"),
        ("ichimoku_tenkan", "ichimoku(9, 26, 52, 26).tenkan"),
        ("ichimoku_kijun", "ichimoku(9, 26, 52, 26).kijun"),
        ("ichimoku_senkou_a", "ichimoku(9, 26, 52, 26).senkou_a"),
        ("ichimoku_senkou_b", "ichimoku(9, 26, 52, 26).senkou_b"),
        ("adx", "adx(14)"),
        ("mfi", "mfi(14)"),
        ("cci", "cci(20)"),
        ("atr", "atr(14)"),
        ("obv", "obv"),
    ];

    /// <summary>Names under which they are kept, such as <c>ma_200</c> and <c>macd_signal</c>.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(indicator => indicator.Name)];

    /// <summary>The calculation of each name, in the canonical form of the rule language.</summary>
    public static IReadOnlyDictionary<string, string> Texts { get; } = All.ToDictionary(indicator => indicator.Name, indicator => Formula.Parse(indicator.Call).Root.Text);

    /// <summary>Their calculation, a formula for each name.</summary>
    public static RuleProgram Program { get; } = new([], [.. All.Select(indicator => Formula.Parse(indicator.Call))], null);
}
