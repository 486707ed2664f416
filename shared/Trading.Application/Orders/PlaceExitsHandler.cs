using Trading.Domain.Orders;

namespace Trading.Application.Orders;

/// <summary>Makes the exits that an entry's fills call for. They take the path of every order; making them again makes nothing new.</summary>
public sealed class PlaceExitsHandler(IOrderRepository orders, TimeProvider clock)
{
    /// <summary>Makes what is missing, and starts what does not run.</summary>
    /// <param name="entry">An order as it stands; without a bracket, or without a fill, nothing happens.</param>
    /// <param name="workflows">Where the exits' orchestrations run.</param>
    /// <param name="cancellationToken">Ends the attempt; a repeated call completes what is missing.</param>
    public async Task HandleAsync(Order entry, IOrderWorkflows workflows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workflows);
        foreach (var exit in ExitPlanRules.ExitsOf(entry, clock.GetUtcNow()))
        {
            var stored = await orders.FindAsync(OrderKey.Of(exit), cancellationToken) ?? await orders.CreateAsync(exit, cancellationToken);
            if (!stored.Order.IsSettled)
                await workflows.EnsureRunningAsync(OrderReference.Of(OrderKey.Of(exit)), cancellationToken);
        }
    }
}
