using System.Globalization;

namespace Trading.Local.Trials;

/// <summary>Writes rules of the rule language that look at one instrument's bars: every form that live trading takes, with short memories, so that they hold now and then within an hour.</summary>
/// <param name="random">Decides everything.</param>
internal sealed class RandomRules(Random random)
{
    private const int DeepestNesting = 2;

    /// <summary>A condition.</summary>
    public string Condition() => Condition(0);

    private string Condition(int depth) => random.Next(depth < DeepestNesting ? 26 : 20) switch
    {
        0 => $"{Average()} crosses above {Average()}",
        1 => $"{Average()} crosses below {Average()}",
        2 => $"{Price()} crosses {Average()}",
        3 => $"{Price()} {Comparison()} {Average()}",
        4 => $"{Average()} {Comparison()} {Average()}",
        5 => $"{Oscillator()} {Comparison()} {random.Next(25, 75)}",
        6 => $"{Oscillator()} crosses above {random.Next(25, 75)}",
        7 => $"{Oscillator()} between {random.Next(10, 45)} and {random.Next(55, 90)}",
        8 => $"{Change()} {Comparison()} 0",
        9 => $"rising({Value()}, {random.Next(1, 4)})",
        10 => $"falling({Value()}, {random.Next(1, 4)})",
        11 => $"close {Comparison()} {Band()}",
        12 => $"{Price()} {Comparison()} {Price()}[{random.Next(1, 6)}]",
        13 => $"volume {Comparison()} {Number(0.5 + random.NextDouble())} * sma(volume, {Length()})",
        14 => $"abs({Price()} - {Average()}) {Comparison()} {Number(random.NextDouble())} * atr({Length()})",
        15 => $"({Price()} + {Average()}) / 2 {Comparison()} max({Price()}, {Average()}[1])",
        16 => $"sma({Length()}, on: {Oscillator()}) {Comparison()} {random.Next(35, 65)}",
        17 => $"5m: {Price()} {Comparison()} {Average()}",
        18 => $"{Price()} {Comparison()} 15m: {Average()}",
        19 => $"{Value()} {Comparison()} {Value()}",
        20 => $"not ({Condition(depth + 1)})",
        21 => $"({Condition(depth + 1)})[{random.Next(1, 4)}]",
        22 or 23 => $"({Condition(depth + 1)}) and ({Condition(depth + 1)})",
        _ => $"({Condition(depth + 1)}) or ({Condition(depth + 1)})",
    };

    private string Value() => random.Next(4) switch
    {
        0 => Price(),
        1 => Average(),
        2 => Change(),
        _ => $"obv[{random.Next(0, 3)}]",
    };

    private string Average() => $"{Any("sma", "ema", "wma", "rma", "dema", "hma", "kama", "median", "linreg", "highest", "lowest")}({Length()})";

    private string Oscillator() => $"{Any("rsi", "mfi", "stoch", "psy", "imi", "crsi", "percentrank", "vzo")}({Length()})";

    private string Change() => random.Next(4) switch
    {
        0 => $"roc({Length()})",
        1 => $"macd({random.Next(2, 5)}, {random.Next(5, 9)}, {random.Next(2, 4)}).histogram",
        2 => $"{Any("mom", "cmo", "cci", "linregslope", "zscore")}({Length()})",
        _ => $"{Price()} - {Price()}[{random.Next(1, 4)}]",
    };

    private string Band() => random.Next(3) switch
    {
        0 => $"bbands({Length()}, {random.Next(1, 3)}).{Any("upper", "lower")}",
        1 => $"keltner({Length()}, {random.Next(1, 3)}, {Length()}).{Any("upper", "lower")}",
        _ => $"donchian({Length()}, 1).{Any("upper", "lower")}",
    };

    private string Price() => Any("open", "high", "low", "close", "hl2", "hlc3", "ohlc4");

    private string Comparison() => Any("<", "<=", ">", ">=");

    private int Length() => random.Next(2, 12);

    private string Any(params ReadOnlySpan<string> choices) => choices[random.Next(choices.Length)];

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
