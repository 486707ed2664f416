using Trading.Application.Orders;
using Trading.Domain;
using Trading.Domain.Accounts;
using Trading.Domain.Orders;
using Trading.Domain.Reconciliation;

namespace Trading.Application.Tests.Orders;

/// <summary>A broker that answers as the test says and counts what it was sent.</summary>
internal sealed class FakeBroker : IBroker
{
    public BrokerCapabilities Capabilities { get; set; } = new(TakesClientOrderIds: true);

    public int Submissions { get; private set; }

    public Func<NewOrder, Result<BrokerOrderId, BrokerRefusal>> Answer { get; set; } = _ => new BrokerOrderId("broker-1");

    public Func<Task> BeforeAnswer { get; set; } = () => Task.CompletedTask;

    public IReadOnlyList<ExecutionMessage> Reports { get; set; } = [];

    public async Task<Result<BrokerOrderId, BrokerRefusal>> SubmitAsync(NewOrder order, CancellationToken cancellationToken)
    {
        Submissions++;
        await BeforeAnswer();
        return Answer(order);
    }

    public bool IsUnreachable { get; set; }

    public Task<IReadOnlyList<ExecutionMessage>> ReportsAsync(OrderKey key, CancellationToken cancellationToken) =>
        IsUnreachable ? throw new HttpRequestException("no route to the broker") : Task.FromResult(Reports);

    public List<string> Cancelled { get; } = [];

    public Func<Task> BeforeCancelling { get; set; } = () => Task.CompletedTask;

    public async Task<IReadOnlyList<ExecutionMessage>> CancelAsync(OrderKey key, string reason, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await BeforeCancelling();
        if (IsUnreachable)
            throw new TaskCanceledException("no answer of the broker in time");
        lock (Cancelled)
            Cancelled.Add(key.Id.Value);
        return [ExecutionMessage.Of(key, ExecutionKinds.Cancelled, at, reason: reason)];
    }

    public Task<BrokerState?> StateAsync(UserId user, AccountId account, CancellationToken cancellationToken) => Task.FromResult<BrokerState?>(null);
}
