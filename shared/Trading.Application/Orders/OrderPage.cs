namespace Trading.Application.Orders;

/// <summary>Some orders, newest first.</summary>
/// <param name="Orders">The orders.</param>
/// <param name="Continuation">Asks for the next page; null on the last.</param>
public sealed record OrderPage(IReadOnlyList<OrderView> Orders, string? Continuation);
