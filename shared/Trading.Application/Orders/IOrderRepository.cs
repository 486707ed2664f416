using Trading.Domain.Accounts;
using Trading.Domain.Orders;
using Trading.Domain.Risk;

namespace Trading.Application.Orders;

/// <summary>Orders and their events. Events are only ever added; the folded order is written with them in one step.</summary>
public interface IOrderRepository
{
    /// <summary>The order, or null.</summary>
    Task<StoredOrder?> FindAsync(OrderKey key, CancellationToken cancellationToken);

    /// <summary>Stores an intent unless its id is known.</summary>
    /// <returns>What is stored under that id now: this intent, or the one that was first.</returns>
    Task<StoredOrder> CreateAsync(NewOrder intent, CancellationToken cancellationToken);

    /// <summary>Adds events to an order that nobody changed since it was read.</summary>
    /// <returns>The order with them; null when somebody else was faster, and then nothing was written.</returns>
    Task<StoredOrder?> TryAppendAsync(StoredOrder before, IReadOnlyList<OrderEvent> events, CancellationToken cancellationToken);

    /// <summary>Every event of an order, oldest first.</summary>
    Task<IReadOnlyList<RecordedEvent>> EventsAsync(OrderKey key, CancellationToken cancellationToken);

    /// <summary>An order and its events as they are stored, readable or not; null when there is no such order.</summary>
    Task<SealedOrder?> SealedAsync(OrderKey key, CancellationToken cancellationToken);

    /// <summary>Where a user's order is kept; null when the user has no such order.</summary>
    Task<OrderKey?> LocateAsync(UserId user, OrderId id, CancellationToken cancellationToken);

    /// <summary>Orders that have not ended, of an account or of all accounts of the user, in no particular order.</summary>
    IAsyncEnumerable<Order> ListOpenAsync(UserId user, AccountId? account, CancellationToken cancellationToken);

    /// <summary>Orders of an account that have not ended, and those that have and of which a fill is not booked yet, in no particular order.</summary>
    IAsyncEnumerable<Order> ListUnsettledAsync(UserId user, AccountId account, CancellationToken cancellationToken);

    /// <summary>Orders of an account, or of all accounts of the user, in no particular order.</summary>
    IAsyncEnumerable<Order> ListAsync(UserId user, AccountId? account, CancellationToken cancellationToken);

    /// <summary>Orders of an account made at a time or later that were not denied, in any order; what was made earlier costs nothing.</summary>
    /// <param name="user">Owner.</param>
    /// <param name="account">Which account.</param>
    /// <param name="since">Earliest creation, UTC.</param>
    /// <param name="except">An order to leave out; null for none.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    Task<IReadOnlyList<RecentOrder>> RecentAsync(UserId user, AccountId account, DateTimeOffset since, OrderId? except, CancellationToken cancellationToken);
}
