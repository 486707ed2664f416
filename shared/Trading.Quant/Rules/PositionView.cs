namespace Trading.Quant.Rules;

/// <summary>What rules may know of the position held at a bar's close; <c>default</c> is no position.</summary>
/// <param name="Direction">1 for long, -1 for short, 0 for none.</param>
/// <param name="EntryPrice">Average price of the entry per unit.</param>
/// <param name="BarsHeld">Bars that have closed since the entry was filled; 0 at the close of the bar in which it was filled.</param>
/// <param name="Highest">Highest price since the entry, this bar included.</param>
/// <param name="Lowest">Lowest price since the entry, this bar included.</param>
public readonly record struct PositionView(int Direction, double EntryPrice, int BarsHeld, double Highest, double Lowest)
{
    /// <summary>No position: every position term is undefined, and what depends on one is not known.</summary>
    public static PositionView None => default;
}
