namespace Trading.Quant.Backtests;

/// <summary>A position as it stands at the last close.</summary>
/// <param name="Units">Above zero long, below zero short, zero flat.</param>
/// <param name="AveragePrice">Mean price of the units held; zero when flat.</param>
/// <param name="BarsHeld">Bars of the instrument since the entry, its own included; zero when flat.</param>
/// <param name="Return">Gain since the entry as a fraction of the mean price, before commissions; zero when flat.</param>
/// <param name="Highest">Highest price since the entry, its bar included; zero when flat.</param>
/// <param name="Lowest">Lowest price since the entry, its bar included; zero when flat.</param>
public readonly record struct PositionView(double Units, double AveragePrice, int BarsHeld, double Return, double Highest, double Lowest);
