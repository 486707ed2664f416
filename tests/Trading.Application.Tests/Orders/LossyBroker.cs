using Trading.Application.Orders;
using Trading.Domain;
using Trading.Domain.Accounts;
using Trading.Domain.Orders;
using Trading.Domain.Reconciliation;

namespace Trading.Application.Tests.Orders;

/// <summary>A broker whose answers get lost, as the seed has it. What arrives it takes as a new order, unless it knows the id and takes each once.</summary>
/// <param name="random">Decides everything.</param>
/// <param name="clock">Says when it talks of an order.</param>
/// <param name="takesClientOrderIds">How it knows orders.</param>
internal sealed class LossyBroker(Random random, TimeProvider clock, bool takesClientOrderIds) : IBroker
{
    private readonly Dictionary<OrderKey, DateTimeOffset> talksOfItAt = [];

    public BrokerCapabilities Capabilities { get; } = new(takesClientOrderIds);

    /// <summary>Orders in its market.</summary>
    public int Taken { get; private set; }

    /// <summary>Ends our process: called after an order has left and before the answer is stored.</summary>
    public Action Die { get; set; } = () => { };

    public Task<Result<BrokerOrderId, BrokerRefusal>> SubmitAsync(NewOrder order, CancellationToken cancellationToken)
    {
        var key = OrderKey.Of(order);
        // The request itself may get lost on its way.
        if (random.Next(3) == 0)
            throw Lost();
        if (!takesClientOrderIds || !talksOfItAt.ContainsKey(key))
            Taken++;
        // Then it is seconds, or hours, until its lists show the order.
        talksOfItAt.TryAdd(key, clock.GetUtcNow().AddSeconds(random.Next(2) == 0 ? random.Next(60) : 10_000));
        switch (random.Next(5))
        {
            case 0:
                return Task.FromResult<Result<BrokerOrderId, BrokerRefusal>>(new BrokerOrderId("broker-1"));
            case 1:
                Die();
                throw new OperationCanceledException(cancellationToken);
            case 2:
                throw new HttpRequestException("The connection was reset.");
            default:
                throw Lost();
        }
    }

    public Task<IReadOnlyList<ExecutionMessage>> ReportsAsync(OrderKey key, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ExecutionMessage>>(talksOfItAt.TryGetValue(key, out var at) && at <= clock.GetUtcNow()
            ? [ExecutionMessage.Of(key, ExecutionKinds.Accepted, clock.GetUtcNow(), "broker-1"), ExecutionMessage.Of(key, ExecutionKinds.Working, clock.GetUtcNow())]
            : []);

    public Task<IReadOnlyList<ExecutionMessage>> CancelAsync(OrderKey key, string reason, DateTimeOffset at, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ExecutionMessage>>([ExecutionMessage.Of(key, ExecutionKinds.Cancelled, at, reason: reason)]);

    public Task<BrokerState?> StateAsync(UserId user, AccountId account, CancellationToken cancellationToken) => Task.FromResult<BrokerState?>(null);

    private static OrderFateUnknownException Lost() => new("No answer within 10 s.");
}
