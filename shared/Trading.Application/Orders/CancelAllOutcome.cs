namespace Trading.Application.Orders;

/// <summary>What became of cancelling everything.</summary>
/// <param name="Asked">Orders that were cancelled or whose broker was asked to.</param>
/// <param name="Failed">Ids of orders whose broker could not be asked; they may still trade.</param>
public sealed record CancelAllOutcome(int Asked, IReadOnlyList<string> Failed);
