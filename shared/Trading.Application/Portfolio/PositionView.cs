using Trading.Domain.Ledger;
using Trading.Domain.Values;

namespace Trading.Application.Portfolio;

/// <summary>A position as the API shows it.</summary>
/// <param name="Market">Code of the market.</param>
/// <param name="Symbol">Ticker.</param>
/// <param name="Quantity">Units held; below zero short.</param>
/// <param name="AverageCost">Per unit, without commissions.</param>
/// <param name="Price">What values it: the last close seen; null before the first, when it is valued at cost.</param>
/// <param name="MarketValue">At that price.</param>
/// <param name="UnrealisedProfit">Profit that closing it would realise, before commissions.</param>
public sealed record PositionView(
    string Market, string Symbol, decimal Quantity, decimal? AverageCost, decimal? Price, decimal MarketValue, decimal UnrealisedProfit)
{
    /// <summary>Of a position at a price; null values it at cost.</summary>
    public static PositionView Of(Position position, Price? price)
    {
        ArgumentNullException.ThrowIfNull(position);
        return new PositionView(
            position.Instrument.Market.Code,
            position.Instrument.Symbol,
            position.Units,
            position.AverageCost?.Value,
            price?.Value,
            (price is { } known ? position.ValueAt(known) : position.Cost).Value,
            price is { } close ? position.UnrealisedAt(close).Value : 0);
    }
}
