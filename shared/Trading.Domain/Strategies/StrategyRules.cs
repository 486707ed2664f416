namespace Trading.Domain.Strategies;

/// <summary>When to be in the market and with how much: a strategy as data. Each instrument is looked at alone, but for <see cref="MaxPositions"/>.</summary>
/// <param name="Entry">Rule that opens a long position, one line of the rule language such as <c>rsi(14) &lt; 30</c>; looked at while flat.</param>
/// <param name="Exit">Rule that closes it; looked at while long. Null: no rule closes it.</param>
/// <param name="Sizing">How much an entry buys.</param>
public sealed record StrategyRules(string Entry, string? Exit, Sizing Sizing)
{
    /// <summary>Rule that opens a short position; looked at while flat, after <see cref="Entry"/>. Null: never short.</summary>
    public string? ShortEntry { get; init; }

    /// <summary>Rule that closes a short position; looked at while short. Null: no rule closes it.</summary>
    public string? ShortExit { get; init; }

    /// <summary>Stops, target and time limit.</summary>
    public ExitLevels Exits { get; init; } = ExitLevels.None;

    /// <summary>Most positions held at once, over all instruments.</summary>
    public int MaxPositions { get; init; } = 1;

    /// <summary>Which entries come first when several compete; null: in the order of the universe.</summary>
    public Ranking? Ranking { get; init; }
}
