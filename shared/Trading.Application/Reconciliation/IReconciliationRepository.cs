using Trading.Domain.Accounts;

namespace Trading.Application.Reconciliation;

/// <summary>The last look at each account.</summary>
public interface IReconciliationRepository
{
    /// <summary>The last look at an account; null when there was none.</summary>
    Task<AccountReconciliation?> FindAsync(UserId user, AccountId account, CancellationToken cancellationToken);

    /// <summary>The last looks at the user's accounts, in no particular order.</summary>
    Task<IReadOnlyList<AccountReconciliation>> ListAsync(UserId user, CancellationToken cancellationToken);

    /// <summary>Keeps a look in the place of the one before.</summary>
    Task SaveAsync(AccountReconciliation value, CancellationToken cancellationToken);
}
