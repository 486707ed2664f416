namespace Trading.Domain.Strategies;

/// <summary>When to be in the market and with how much: a strategy as data. Long only: entries buy, exits sell what was bought.</summary>
/// <param name="Entry">Rule that opens a position, one line of the rule language such as <c>rsi(14) &lt; 30</c>; looked at while flat.</param>
/// <param name="Exit">Rule that closes it; looked at while long. Null: a position is never closed.</param>
/// <param name="Sizing">How much an entry buys.</param>
public sealed record StrategyRules(string Entry, string? Exit, Sizing Sizing);
