namespace Trading.Application.Portfolio;

/// <summary>How much of the money of a currency is in an instrument, over all accounts.</summary>
/// <param name="Instrument">Which, such as <c>US:SPY</c>.</param>
/// <param name="Quantity">Units held; below zero short.</param>
/// <param name="MarketValue">Their value; below zero short.</param>
/// <param name="Share">That value over the currency's equity, as a fraction; null where the equity is not above zero.</param>
public sealed record InstrumentShare(string Instrument, decimal Quantity, decimal MarketValue, double Share);
