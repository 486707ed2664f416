namespace Trading.Application.MarketData;

/// <summary>Stored bars held against the days on which their market traded.</summary>
/// <param name="From">First day that was compared: that of the oldest bar, or the first that the market's calendar knows.</param>
/// <param name="To">Last day that was compared: that of the newest bar, or the last that the calendar knows.</param>
/// <param name="Sessions">Sessions among these days.</param>
/// <param name="Missing">Sessions without a bar, oldest first.</param>
/// <param name="Unexpected">Days with a bar on which the market did not trade, oldest first.</param>
public sealed record BarGaps(DateOnly From, DateOnly To, int Sessions, IReadOnlyList<DateOnly> Missing, IReadOnlyList<DateOnly> Unexpected);
