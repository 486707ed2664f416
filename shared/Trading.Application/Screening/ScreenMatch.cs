namespace Trading.Application.Screening;

/// <summary>A symbol that a screen found.</summary>
/// <param name="Symbol">Its symbol.</param>
/// <param name="Time">Time of the bar that was looked at.</param>
/// <param name="Close">Its close.</param>
/// <param name="Rank">What it is ordered by; NaN where it is not defined, and without a ranking.</param>
/// <param name="Values">A number for each column; NaN where it is not defined.</param>
/// <param name="Synthetic">True when its bars were generated and are no market's prices.</param>
public sealed record ScreenMatch(string Symbol, DateTimeOffset Time, double Close, double Rank, IReadOnlyList<double> Values, bool Synthetic);
