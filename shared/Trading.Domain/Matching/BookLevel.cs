namespace Trading.Domain.Matching;

/// <summary>A price of an order book and what is offered or wanted at it.</summary>
/// <param name="Price">Per unit, above zero.</param>
/// <param name="Quantity">Units of all orders at the price, above zero.</param>
public readonly record struct BookLevel(decimal Price, decimal Quantity);
