namespace Trading.Quant.Rules;

/// <summary>A number that depends on the position held; not defined without one.</summary>
public enum PositionTerm
{
    /// <summary><c>profit%</c>: gain at the bar's close in percent of the entry price, positive when the position gains, costs not counted.</summary>
    ProfitPercent,

    /// <summary><c>bars held</c>: bars that have closed since the entry was filled; 0 at the close of the bar in which it was filled.</summary>
    BarsHeld,

    /// <summary><c>entry price</c>: average price of the entry per unit.</summary>
    EntryPrice,

    /// <summary><c>highest since entry</c>: highest price since the entry, the bar of the entry included.</summary>
    HighestSinceEntry,

    /// <summary><c>lowest since entry</c>: lowest price since the entry, the bar of the entry included.</summary>
    LowestSinceEntry,
}
