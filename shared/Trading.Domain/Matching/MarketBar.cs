using Trading.Domain.Markets;

namespace Trading.Domain.Matching;

/// <summary>A bar as a simulated market trades it.</summary>
/// <param name="Time">The bar's own time, UTC: a label for a daily bar. Fills are stamped with it.</param>
/// <param name="OpensAt">When it opens, UTC.</param>
/// <param name="Session">The market's day that it belongs to.</param>
/// <param name="EndsSession">True for the last bar of its day.</param>
/// <param name="Prices">First, highest and lowest.</param>
/// <param name="Volume">Units traded.</param>
/// <param name="HasVolume">False where the source knows no volumes, so that zero says nothing.</param>
/// <param name="Limits">The day's price limits; null for none.</param>
public sealed record MarketBar(
    DateTimeOffset Time, DateTimeOffset OpensAt, DateOnly Session, bool EndsSession, BarPrices<decimal> Prices, decimal Volume, bool HasVolume, PriceLimits? Limits);
