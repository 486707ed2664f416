namespace Trading.Application.Screening;

/// <summary>What was read of a series at its newest bar.</summary>
/// <param name="Version">Version of the series it was read from.</param>
/// <param name="Time">Time of that bar.</param>
/// <param name="Values">Readings by their text, with the versions of other series behind it where they look at any.</param>
public sealed record SeriesReadings(string Version, DateTimeOffset Time, IReadOnlyDictionary<string, double> Values);
