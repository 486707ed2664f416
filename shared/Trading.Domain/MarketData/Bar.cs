namespace Trading.Domain.MarketData;

/// <summary>What was traded during one interval, in the instrument's currency. In bulk: columns, <see cref="BarSeries"/>.</summary>
/// <param name="Time">Start of the interval, UTC; for a daily bar the session date at 00:00Z. Nothing of the bar is known before it has closed.</param>
/// <param name="Open">First price.</param>
/// <param name="High">Highest price.</param>
/// <param name="Low">Lowest price.</param>
/// <param name="Close">Last price.</param>
/// <param name="Volume">Units traded; zero where the source has no volume.</param>
public readonly record struct Bar(DateTimeOffset Time, double Open, double High, double Low, double Close, double Volume);
