using System.Globalization;
using Trading.Domain.Accounts;
using Trading.Domain.Orders;

namespace Trading.Application.Orders;

/// <summary>Shows a user's orders.</summary>
public sealed class GetOrdersHandler(IOrderRepository orders)
{
    /// <summary>Most orders of one page.</summary>
    public const int MaxPage = 1000;

    /// <summary>A page of orders, newest first.</summary>
    /// <param name="user">Whose.</param>
    /// <param name="filter">Which of them.</param>
    /// <param name="limit">Orders of the page, 1 to <see cref="MaxPage"/>.</param>
    /// <param name="continuation">From the page before; null for the first. A text that is no continuation starts anew.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task<OrderPage> ListAsync(UserId user, OrderFilter filter, int limit, string? continuation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxPage);
        List<Order> found = [];
        var all = filter.IsDone is false ? orders.ListOpenAsync(user, filter.Account, cancellationToken) : orders.ListAsync(user, filter.Account, cancellationToken);
        await foreach (var order in all)
        {
            if (filter.Matches(order) && (continuation is null || string.CompareOrdinal(Place(order), continuation) < 0))
                found.Add(order);
        }

        found.Sort((left, right) => string.CompareOrdinal(Place(right), Place(left)));
        var page = found.Take(limit).ToList();
        return new OrderPage([.. page.Select(OrderView.Of)], found.Count > limit ? Place(page[^1]) : null);
    }

    /// <summary>One order with its events; null when the user has no such order.</summary>
    public async Task<OrderDetails?> FindAsync(UserId user, OrderId id, CancellationToken cancellationToken)
    {
        if (await orders.LocateAsync(user, id, cancellationToken) is not { } key || await orders.FindAsync(key, cancellationToken) is not { } stored)
            return null;
        var events = await orders.EventsAsync(key, cancellationToken);
        return new OrderDetails(OrderView.Of(stored.Order), [.. events.Select(OrderEventView.Of)]);
    }

    private static string Place(Order order) =>
        string.Create(CultureInfo.InvariantCulture, $"{order.Intent.CreatedAt.UtcTicks:D19}-{order.Id}");
}
