namespace Trading.Application.Orders;

/// <summary>An order with all that happened to it.</summary>
/// <param name="Order">Where it stands.</param>
/// <param name="Events">What happened, oldest first.</param>
public sealed record OrderDetails(OrderView Order, IReadOnlyList<OrderEventView> Events);
