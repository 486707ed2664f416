using Trading.Application.Ledger;
using Trading.Application.Reconciliation;
using Trading.Domain.Accounts;
using Trading.Domain.Ledger;

namespace Trading.Application.Tests.PaperTrading;

/// <summary>What is decided and not booked yet, and the last looks at accounts, in memory.</summary>
internal sealed class MemoryDesk(Crash crash) : IProposedBookings, IReconciliationRepository
{
    public Dictionary<(AccountId Account, string Entry), LedgerEntry> Proposals { get; } = [];

    public Dictionary<AccountId, AccountReconciliation> Looks { get; } = [];

    public Task<LedgerEntry> AddAsync(UserId user, AccountId account, LedgerEntry entry, CancellationToken cancellationToken) => Done(() =>
    {
        Proposals.TryAdd((account, entry.Id), entry);
        return Proposals[(account, entry.Id)];
    });

    public Task<LedgerEntry?> FindAsync(UserId user, AccountId account, string entryId, CancellationToken cancellationToken) =>
        Done(() => Proposals.GetValueOrDefault((account, entryId)));

    public Task<IReadOnlyList<LedgerEntry>> ListAsync(UserId user, AccountId account, CancellationToken cancellationToken) =>
        Done(() => (IReadOnlyList<LedgerEntry>)[.. Proposals.Where(one => one.Key.Account == account).Select(one => one.Value)]);

    public Task RemoveAsync(UserId user, AccountId account, string entryId, CancellationToken cancellationToken) => Done(() => Proposals.Remove((account, entryId)));

    public Task<AccountReconciliation?> FindAsync(UserId user, AccountId account, CancellationToken cancellationToken) => Done(() => Looks.GetValueOrDefault(account));

    public Task<IReadOnlyList<AccountReconciliation>> ListAsync(UserId user, CancellationToken cancellationToken) =>
        Done(() => (IReadOnlyList<AccountReconciliation>)[.. Looks.Values]);

    public Task SaveAsync(AccountReconciliation value, CancellationToken cancellationToken) => Done(() => Looks[value.Account] = value);

    private Task<T> Done<T>(Func<T> call) => Task.FromResult(crash.Around(call));
}
