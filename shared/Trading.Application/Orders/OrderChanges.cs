using Microsoft.Extensions.Logging;
using Trading.Domain.Orders;

namespace Trading.Application.Orders;

/// <summary>Changes orders by the rules of the domain: read, decide, add the facts; again when somebody was faster.</summary>
public sealed class OrderChanges(IOrderRepository orders, ILogger<OrderChanges> logger)
{
    private const int Attempts = 10;

    /// <summary>Puts a command to an order.</summary>
    /// <param name="key">Which order.</param>
    /// <param name="command">From the order as it stands; null to leave it.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The order afterwards.</returns>
    /// <exception cref="OrderNotFoundException">There is no such order.</exception>
    /// <exception cref="ConcurrentChangeException">Others changed it each time.</exception>
    public Task<Order> ApplyAsync(OrderKey key, Func<Order, OrderCommand?> command, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        return AppendAsync(key, order => command(order) is { } asked ? OrderRules.Decide(order, asked) : [], cancellationToken);
    }

    /// <summary>Puts commands that belong together to an order: all that follows from them is stored at once, or nothing.</summary>
    /// <param name="key">Which order.</param>
    /// <param name="commands">In the order in which they apply.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The order afterwards.</returns>
    /// <exception cref="OrderNotFoundException">There is no such order.</exception>
    /// <exception cref="ConcurrentChangeException">Others changed it each time.</exception>
    public Task<Order> ApplyAsync(OrderKey key, IReadOnlyList<OrderCommand> commands, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(commands);
        return AppendAsync(
            key,
            order =>
            {
                List<OrderEvent> events = [];
                foreach (var command in commands)
                {
                    var next = OrderRules.Decide(order, command);
                    events.AddRange(next);
                    order = next.Aggregate(order, OrderRules.Apply);
                }

                return events;
            },
            cancellationToken);
    }

    private async Task<Order> AppendAsync(OrderKey key, Func<Order, IReadOnlyList<OrderEvent>> decide, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var stored = await orders.FindAsync(key, cancellationToken) ?? throw new OrderNotFoundException($"There is no order {key.Id}.");
            var events = decide(stored.Order);
            if (events.Count == 0)
                return stored.Order;
            if (await orders.TryAppendAsync(stored, events, cancellationToken) is { } changed)
            {
                foreach (var noted in events.OfType<ContradictionNoted>())
                    logger.OrderContradicted(key.Id.Value, noted.What);
                return changed.Order;
            }
        }

        throw new ConcurrentChangeException($"Order {key.Id} was changed by others {Attempts} times in a row.");
    }
}
