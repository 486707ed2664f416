using Trading.Domain.MarketData;

namespace Trading.Application.PaperTrading;

/// <summary>The last bar that a deployment saw, as open pages are told.</summary>
/// <param name="Deployment">Which deployment.</param>
/// <param name="Market">Code of the market.</param>
/// <param name="Symbol">Ticker.</param>
/// <param name="Interval">Code of the interval.</param>
/// <param name="Bar">The bar.</param>
public sealed record BarClosed(string Deployment, string Market, string Symbol, string Interval, Bar Bar);
