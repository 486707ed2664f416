using Trading.Domain.Values;

namespace Trading.Domain.Portfolio;

/// <summary>The last price of an instrument on a day.</summary>
/// <param name="Date">The market's day.</param>
/// <param name="Price">The close.</param>
public readonly record struct DailyClose(DateOnly Date, Price Price);
