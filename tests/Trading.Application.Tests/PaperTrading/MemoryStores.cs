using Trading.Application.Accounts;
using Trading.Application.Exits;
using Trading.Application.Ledger;
using Trading.Application.MarketData;
using Trading.Application.Orders;
using Trading.Application.PaperTrading;
using Trading.Application.Risk;
using Trading.Application.Signals;
using Trading.Application.Strategies;
using Trading.Domain.Accounts;
using Trading.Domain.Exits;
using Trading.Domain.Ledger;
using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Domain.Matching;
using Trading.Domain.Orders;
using Trading.Domain.PaperTrading;
using Trading.Domain.Risk;
using Trading.Domain.Signals;
using Trading.Domain.Strategies;

namespace Trading.Application.Tests.PaperTrading;

/// <summary>Every store in memory, with the promises of the ports: insert-or-ignore, and writes that fail when somebody was faster.</summary>
internal sealed class MemoryStores(Crash crash)
    : IOrderRepository, IFlatteningRepository, IBooks, ISignalRepository, IDeploymentRepository, IRiskSettingsRepository, IPaperMemory, IAccountRepository, IBarStore, IOrderBooks, IStrategyRepository
{
    public Dictionary<OrderKey, List<OrderEvent>> Orders { get; } = [];

    public Dictionary<AccountId, List<LedgerEntry>> Ledgers { get; } = [];

    public Dictionary<SignalId, Signal> Signals { get; } = [];

    public Dictionary<DeploymentId, (Deployment Deployment, int Version)> Deployments { get; } = [];

    public Dictionary<OrderKey, (PaperOrder Order, int Version)> AtBroker { get; } = [];

    public Dictionary<(UserId User, AccountId Account), (PaperAccount Account, int Version)> PaperAccounts { get; } = [];

    public Dictionary<AccountId, Account> Accounts { get; } = [];

    private readonly HashSet<(UserId User, AccountId Account, string Reference)> transfers = [];
    private readonly Dictionary<(UserId User, AccountId Account, string Group), DateTimeOffset> tradedGroups = [];

    private readonly HashSet<(InstrumentId Instrument, UserId User, AccountId Account)> traders = [];

    private readonly Dictionary<(UserId User, AccountId Account, InstrumentId Instrument), BookTaken> taken = [];

    public Dictionary<InstrumentId, (OrderBook Book, int Version)> OrderBooks { get; } = [];

    public Dictionary<StrategyId, StoredStrategy> Strategies { get; } = [];

    /// <summary>What every series reads as, whatever its key, unless <see cref="OtherBars"/> knows its instrument.</summary>
    public BarSeries Bars { get; set; } = BarSeries.Empty;

    /// <summary>Daily bars of further instruments.</summary>
    public Dictionary<InstrumentId, BarSeries> OtherBars { get; } = [];

    public KillSwitch KillSwitch { get; set; } = KillSwitch.Released;

    public Dictionary<AccountId, KillSwitch> AccountSwitches { get; } = [];

    public Dictionary<RiskScope, RiskLimits> Limits { get; } = [];

    public AccountBooks BooksOf(AccountId account) =>
        Ledgers[account].Aggregate(AccountBooks.Empty(account, "USD"), (books, entry) => books.Apply(entry));

    Task<StoredOrder?> IOrderRepository.FindAsync(OrderKey key, CancellationToken cancellationToken) =>
        Done(() => Orders.TryGetValue(key, out var events) ? Stored(events) : null);

    public Task<StoredOrder> CreateAsync(NewOrder intent, CancellationToken cancellationToken) => Done(() =>
    {
        Orders.TryAdd(OrderKey.Of(intent), [OrderRules.Create(intent)]);
        return Stored(Orders[OrderKey.Of(intent)]);
    });

    /// <summary>What was added to orders, a list for each write: what a crash can't part.</summary>
    public List<IReadOnlyList<Type>> Appended { get; } = [];

    public Task<StoredOrder?> TryAppendAsync(StoredOrder before, IReadOnlyList<OrderEvent> events, CancellationToken cancellationToken) => Done(() =>
    {
        var known = Orders[OrderKey.Of(before.Order.Intent)];
        if (before.Tag != $"{known.Count}")
            return null;
        known.AddRange(events);
        Appended.Add([.. events.Select(happened => happened.GetType())]);
        return Stored(known);
    });

    public Task<IReadOnlyList<RecordedEvent>> EventsAsync(OrderKey key, CancellationToken cancellationToken) =>
        Done(() => (IReadOnlyList<RecordedEvent>)[.. Orders[key].Select((happened, i) => new RecordedEvent(i + 1, happened))]);

    public Task<SealedOrder?> SealedAsync(OrderKey key, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Nothing is sealed in memory.");

    public Task<OrderKey?> LocateAsync(UserId user, OrderId id, CancellationToken cancellationToken) =>
        Done(() => Orders.Keys.Where(key => key.User == user && key.Id == id).Select(key => (OrderKey?)key).FirstOrDefault());

    public IAsyncEnumerable<Order> ListOpenAsync(UserId user, AccountId? account, CancellationToken cancellationToken) =>
        ListAsync(user, account, cancellationToken).Where(order => !order.IsDone);

    public IAsyncEnumerable<Order> ListUnsettledAsync(UserId user, AccountId account, CancellationToken cancellationToken) =>
        ListAsync(user, account, cancellationToken).Where(order => !order.IsSettled);

    public IAsyncEnumerable<Order> ListAsync(UserId user, AccountId? account, CancellationToken cancellationToken) =>
        Orders.Where(order => order.Key.User == user && (account is null || order.Key.Account == account))
            .Select(order => OrderRules.Fold(order.Value)).ToList().ToAsyncEnumerable();

    public Task<IReadOnlyList<RecentOrder>> RecentAsync(
        UserId user, AccountId account, DateTimeOffset since, OrderId? except, CancellationToken cancellationToken) => Done(() => (IReadOnlyList<RecentOrder>)
        [
            .. Orders.Where(order => order.Key.User == user && order.Key.Account == account && order.Key.Id != except)
                .Select(order => OrderRules.Fold(order.Value))
                .Where(order => order.Status is not OrderStatus.RiskDenied && order.Intent.CreatedAt >= since)
                .Select(order => RecentOrder.Of(order.Intent)),
        ]);

    Task<StoredBooks?> IBooks.FindAsync(UserId user, AccountId account, CancellationToken cancellationToken) =>
        Done(() => Ledgers.TryGetValue(account, out var entries) ? new StoredBooks(user, BooksOf(account), $"{entries.Count}") : null);

    public Task<PostOutcome> TryPostAsync(StoredBooks before, LedgerEntry entry, CancellationToken cancellationToken) => Done(() =>
    {
        var known = Ledgers.GetValueOrDefault(before.Books.Account, []);
        if (known.Exists(other => other.Id == entry.Id))
            return PostOutcome.AlreadyPosted;
        if (before.Tag != (known.Count == 0 ? null : $"{known.Count}"))
            return PostOutcome.Conflict;
        known.Add(entry);
        Ledgers[before.Books.Account] = known;
        return PostOutcome.Posted;
    });

    public Task<NumberedEntry?> FindEntryAsync(UserId user, AccountId account, string entryId, CancellationToken cancellationToken) => Done(() =>
        Ledgers[account].Select((entry, i) => new NumberedEntry(i + 1, entry)).FirstOrDefault(numbered => numbered.Entry.Id == entryId));

    public Task<IReadOnlyList<NumberedEntry>> EntriesAsync(UserId user, AccountId account, int after, int limit, CancellationToken cancellationToken) =>
        Done(() => (IReadOnlyList<NumberedEntry>)[.. Ledgers[account].Select((entry, i) => new NumberedEntry(i + 1, entry)).Skip(after).Take(limit)]);

    public Task<bool> AddAsync(Signal signal, CancellationToken cancellationToken) => Done(() => Signals.TryAdd(signal.Id, signal));

    public Task<Signal?> FindAsync(UserId user, AccountId account, SignalId id, CancellationToken cancellationToken) =>
        Done(() => Signals.GetValueOrDefault(id));

    IAsyncEnumerable<Signal> ISignalRepository.ListAsync(UserId user, AccountId? account, CancellationToken cancellationToken) =>
        Signals.Values.Where(signal => account is null || signal.Account == account).ToList().ToAsyncEnumerable();

    public Task<StoredDeployment> CreateAsync(Deployment deployment, CancellationToken cancellationToken) => Done(() =>
    {
        Deployments.TryAdd(deployment.Id, (deployment, 1));
        return Stored(deployment.Id)!;
    });

    public Task<StoredDeployment?> FindAsync(UserId user, DeploymentId id, CancellationToken cancellationToken) => Done(() => Stored(id));

    /// <summary>What others do just before a deployment is saved.</summary>
    public Action BeforeSaving { get; set; } = () => { };

    public Task<StoredDeployment?> TrySaveAsync(StoredDeployment before, Deployment after, CancellationToken cancellationToken) => Done(() =>
    {
        BeforeSaving();
        var (_, version) = Deployments[after.Id];
        if (before.Tag != $"{version}")
            return null;
        Deployments[after.Id] = (after, version + 1);
        return Stored(after.Id);
    });

    public IAsyncEnumerable<Deployment> ListAsync(UserId user, CancellationToken cancellationToken) =>
        Deployments.Values.Select(stored => stored.Deployment).Where(deployment => deployment.User == user).ToList().ToAsyncEnumerable();

    public IAsyncEnumerable<DeploymentReference> FollowersAsync(BarKey series, CancellationToken cancellationToken) =>
        Deployments.Values.Select(stored => stored.Deployment).Where(deployment => deployment.Replay is null)
            .Select(DeploymentReference.Of).ToList().ToAsyncEnumerable();

    public Dictionary<AccountId, AccountHalt> Halts { get; } = [];

    public Task<AccountHalt?> HaltAsync(UserId user, AccountId account, CancellationToken cancellationToken) => Done(() => Halts.GetValueOrDefault(account));

    public Task<IReadOnlyList<AccountHalt>> HaltsAsync(UserId user, CancellationToken cancellationToken) => Done(() => (IReadOnlyList<AccountHalt>)[.. Halts.Values]);

    public Task SetHaltAsync(UserId user, AccountHalt value, CancellationToken cancellationToken) => Done(() => Halts[value.Account] = value);

    public Task<KillSwitch> KillSwitchAsync(UserId user, AccountId? account, CancellationToken cancellationToken) =>
        Done(() => account is { } one ? AccountSwitches.GetValueOrDefault(one, KillSwitch.Released) : KillSwitch);

    public Task<IReadOnlyList<KillSwitch>> KillSwitchesAsync(UserId user, CancellationToken cancellationToken) =>
        Done(() => (IReadOnlyList<KillSwitch>)[.. AccountSwitches.Values]);

    public Task SetKillSwitchAsync(UserId user, KillSwitch value, CancellationToken cancellationToken) =>
        Done(() => value.Account is { } account ? AccountSwitches[account] = value : KillSwitch = value);

    public Dictionary<AccountId, (Flattening Flattening, int Version)> Flattenings { get; } = [];

    public Task<StoredFlattening?> FindAsync(UserId user, AccountId account, CancellationToken cancellationToken) => Done(() =>
        Flattenings.TryGetValue(account, out var stored) ? new StoredFlattening(stored.Flattening, $"{stored.Version}") : null);

    IAsyncEnumerable<Flattening> IFlatteningRepository.ListAsync(UserId user, CancellationToken cancellationToken) =>
        Flattenings.Values.Select(stored => stored.Flattening).ToList().ToAsyncEnumerable();

    public Task<bool> TrySaveAsync(StoredFlattening? before, Flattening after, CancellationToken cancellationToken) => Done(() =>
    {
        var version = Flattenings.GetValueOrDefault(after.Account).Version;
        if ((before?.Tag ?? "0") != $"{version}")
            return false;
        Flattenings[after.Account] = (after, version + 1);
        return true;
    });

    public Task<RiskLimits> LimitsAsync(UserId user, RiskScope scope, CancellationToken cancellationToken) => Done(() => Limits.GetValueOrDefault(scope, RiskLimits.None));

    public Task SetLimitsAsync(UserId user, RiskScope scope, RiskLimits value, CancellationToken cancellationToken) => Done(() => Limits[scope] = value);

    Task<StoredPaperOrder?> IPaperMemory.FindAsync(OrderKey key, CancellationToken cancellationToken) =>
        Done(() => AtBroker.TryGetValue(key, out var stored) ? new StoredPaperOrder(stored.Order, $"{stored.Version}") : null);

    public Task<StoredPaperAccount> AccountAsync(UserId user, AccountId account, CancellationToken cancellationToken) => Done(() =>
        PaperAccounts.TryGetValue((user, account), out var stored) ? new StoredPaperAccount(stored.Account, $"{stored.Version}") : new StoredPaperAccount(PaperAccount.Empty, null));

    public Task<IReadOnlyList<StoredPaperOrder>> WorkingAsync(UserId user, AccountId account, CancellationToken cancellationToken) => Done(() =>
        (IReadOnlyList<StoredPaperOrder>)[.. AtBroker.Where(order => order.Key.User == user && order.Key.Account == account && order.Value.Order.Works)
            .Select(order => new StoredPaperOrder(order.Value.Order, $"{order.Value.Version}"))]);

    public Task<bool> HasTransferAsync(UserId user, AccountId account, string reference, CancellationToken cancellationToken) =>
        Done(() => transfers.Contains((user, account, reference)));

    public Task<BookTaken?> TakenAsync(UserId user, AccountId account, InstrumentId instrument, CancellationToken cancellationToken) =>
        Done(() => taken.GetValueOrDefault((user, account, instrument)));

    public Task<DateTimeOffset?> GroupTradedAsync(UserId user, AccountId account, string group, CancellationToken cancellationToken) =>
        Done(() => tradedGroups.TryGetValue((user, account, group), out var at) ? at : (DateTimeOffset?)null);

    public Task<StoredBook?> FindAsync(InstrumentId instrument, CancellationToken cancellationToken) =>
        Done(() => OrderBooks.TryGetValue(instrument, out var stored) ? new StoredBook(stored.Book, $"{stored.Version}") : null);

    public Task<bool> TrySaveAsync(StoredBook? before, OrderBook after, CancellationToken cancellationToken) => Done(() =>
    {
        var version = OrderBooks.GetValueOrDefault(after.Instrument).Version;
        if ((before?.Tag ?? "0") != $"{version}")
            return false;
        OrderBooks[after.Instrument] = (after, version + 1);
        return true;
    });

    public Task<bool> TrySaveAsync(PaperChange change, CancellationToken cancellationToken) => Done(() =>
    {
        var version = PaperAccounts.TryGetValue((change.User, change.Account), out var stored) ? stored.Version : 0;
        if (change.Before.Tag != (version == 0 ? null : $"{version}") || change.Orders.Any(order => order.Before?.Tag != (AtBroker.TryGetValue(order.Key, out var known) ? $"{known.Version}" : null)))
            return false;
        PaperAccounts[(change.User, change.Account)] = (change.After, version + 1);
        foreach (var (key, _, after) in change.Orders)
            AtBroker[key] = (after, AtBroker.GetValueOrDefault(key).Version + 1);
        if (change.Taken is var (instrument, takenNow))
            taken[(change.User, change.Account, instrument)] = takenNow;
        foreach (var (group, at) in change.TradedGroups)
            tradedGroups[(change.User, change.Account, group)] = at;
        if (change.Transfer is { } reference)
            transfers.Add((change.User, change.Account, reference));
        return true;
    });

    public Task NoteAsync(InstrumentId instrument, UserId user, AccountId account, CancellationToken cancellationToken) =>
        Done(() => traders.Add((instrument, user, account)));

    public IAsyncEnumerable<(UserId User, AccountId Account)> AccountsInAsync(InstrumentId instrument, CancellationToken cancellationToken) =>
        traders.Where(one => one.Instrument == instrument).Select(one => (one.User, one.Account)).ToList().ToAsyncEnumerable();

    Task<Account?> IAccountRepository.FindAsync(UserId user, AccountId id, CancellationToken cancellationToken) => Done(() => Accounts.GetValueOrDefault(id));

    IAsyncEnumerable<Account> IAccountRepository.ListAsync(UserId user, CancellationToken cancellationToken) => Accounts.Values.ToList().ToAsyncEnumerable();

    public IAsyncEnumerable<Account> ListAllAsync(CancellationToken cancellationToken) => Accounts.Values.ToList().ToAsyncEnumerable();

    public Task<Account> AddAsync(Account account, CancellationToken cancellationToken) => Done(() =>
    {
        if (Accounts.GetValueOrDefault(account.Id) is { } known)
            return known;
        if (account.Kind is not AccountKind.Deployment && Accounts.Values.FirstOrDefault(other => (other.Kind, other.Broker) == (account.Kind, account.Broker)) is { } other)
            return other;
        return Accounts[account.Id] = account;
    });

    public Task<BarsSaved> SaveAsync(BarKey key, BarSeries bars, bool isSynthetic, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IAsyncEnumerable<BarSeries> ReadAsync(BarKey key, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        new[] { OtherBars.GetValueOrDefault(key.Instrument, Bars).Between(from, to) }.ToAsyncEnumerable();

    public Task<BarCoverage?> FindAsync(BarKey key, CancellationToken cancellationToken) =>
        Task.FromResult(Bars.Count == 0 ? null : new BarCoverage(key, Bars.Count, Bars[0].Time, Bars[^1].Time, false));

    Task<IReadOnlyList<BarCoverage>> IBarStore.ListAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<BarCoverage>>(
        [.. OtherBars.Append(new(InstrumentId.Create(Market.US, "SPY"), Bars)).Where(one => one.Value.Count > 0).Select(one => new BarCoverage(new BarKey(one.Key, Interval.OneDay), one.Value.Count, one.Value[0].Time, one.Value[^1].Time, false))]);

    Task<StoredStrategy> IStrategyRepository.CreateAsync(StoredStrategy strategy, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task<StoredStrategy?> IStrategyRepository.FindAsync(UserId user, StrategyId id, CancellationToken cancellationToken) =>
        Done(() => Strategies.GetValueOrDefault(id));

    Task<IReadOnlyList<StoredStrategy>> IStrategyRepository.ListAsync(UserId user, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task<StoredStrategy?> IStrategyRepository.ChangeAsync(
        UserId user, StrategyId id, Func<StoredStrategy, StoredStrategy> change, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task<StrategyRevision?> IStrategyRepository.FindVersionAsync(UserId user, StrategyId id, int version, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    Task<IReadOnlyList<StrategyRevision>> IStrategyRepository.ListVersionsAsync(UserId user, StrategyId id, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    Task<bool> IStrategyRepository.DeleteAsync(UserId user, StrategyId id, CancellationToken cancellationToken) => throw new NotSupportedException();

    private static StoredOrder Stored(List<OrderEvent> events) => new(OrderRules.Fold(events), $"{events.Count}");

    private StoredDeployment? Stored(DeploymentId id) =>
        Deployments.TryGetValue(id, out var stored) ? new StoredDeployment(stored.Deployment, $"{stored.Version}") : null;

    private Task<T> Done<T>(Func<T> call, [System.Runtime.CompilerServices.CallerMemberName] string? method = null) => Task.FromResult(crash.Around(call, method));
}
