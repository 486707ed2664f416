using Trading.Application.Orders;
using Trading.Domain;
using Trading.Domain.Accounts;
using Trading.Domain.Orders;
using Trading.Domain.Reconciliation;

namespace Trading.Conformance;

/// <summary>A broker on a line that fails as a test says.</summary>
/// <param name="inner">The broker at the other end.</param>
/// <param name="capabilities">What it says of itself.</param>
public sealed class CutLine(IBroker inner, BrokerCapabilities capabilities) : IBroker
{
    /// <summary>What goes wrong now.</summary>
    public VenueFailure Failure { get; set; }

    /// <inheritdoc/>
    public BrokerCapabilities Capabilities => capabilities;

    /// <inheritdoc/>
    public Task<Result<BrokerOrderId, BrokerRefusal>> SubmitAsync(NewOrder order, CancellationToken cancellationToken) => CallAsync(
        () => Failure is VenueFailure.RateLimited
            ? Task.FromResult<Result<BrokerOrderId, BrokerRefusal>>(new BrokerRefusal("rate-limited", "There are too many orders."))
            : inner.SubmitAsync(order, cancellationToken),
        new OrderFateUnknownException($"No answer to order {order.Id} in time."), cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ExecutionMessage>> ReportsAsync(OrderKey key, CancellationToken cancellationToken)
    {
        var reports = await CallAsync(() => inner.ReportsAsync(key, cancellationToken), new HttpRequestException("The connection was reset."), cancellationToken);
        return Failure is VenueFailure.Forgetful ? [] : reports;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ExecutionMessage>> CancelAsync(OrderKey key, string reason, DateTimeOffset at, CancellationToken cancellationToken) =>
        CallAsync(() => inner.CancelAsync(key, reason, at, cancellationToken), new HttpRequestException("The connection was reset."), cancellationToken);

    /// <inheritdoc/>
    public async Task<BrokerState?> StateAsync(UserId user, AccountId account, CancellationToken cancellationToken)
    {
        var state = await CallAsync(() => inner.StateAsync(user, account, cancellationToken), new HttpRequestException("The connection was reset."), cancellationToken);
        return Failure is VenueFailure.Forgetful ? throw new HttpRequestException("The broker is still collecting what it knows.") : state;
    }

    private async Task<T> CallAsync<T>(Func<Task<T>> ask, Exception lost, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Failure is VenueFailure.Unreachable)
            throw new HttpRequestException("The broker can't be reached.");
        if (Failure is VenueFailure.RequestLost)
            throw lost;
        var answer = await ask();
        if (Failure is VenueFailure.Silent)
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        return Failure is VenueFailure.AnswerLost ? throw lost : answer;
    }
}
