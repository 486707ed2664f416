namespace Trading.Application.PaperTrading;

/// <summary>Stored bars to trade through, as asked for, not yet checked.</summary>
/// <param name="From">First bar's time, a date or an instant; missing: the first that is stored.</param>
/// <param name="To">Time after the last bar, a date or an instant; missing: all that are stored now.</param>
/// <param name="BarsPerSecond">Speed; 0 or missing: as fast as it goes.</param>
public sealed record ReplayDraft(string? From = null, string? To = null, double BarsPerSecond = 0);
