using Trading.Domain.Accounts;

namespace Trading.Application.Accounts;

/// <summary>Which accounts there are.</summary>
public interface IAccountRepository
{
    /// <summary>The account, or null.</summary>
    Task<Account?> FindAsync(UserId user, AccountId id, CancellationToken cancellationToken);

    /// <summary>The user's accounts, in no particular order.</summary>
    IAsyncEnumerable<Account> ListAsync(UserId user, CancellationToken cancellationToken);

    /// <summary>The accounts of all users, in no particular order; reads the whole table.</summary>
    IAsyncEnumerable<Account> ListAllAsync(CancellationToken cancellationToken);

    /// <summary>Stores an account unless its id is known, or the user has one of the same kind with the same broker; of deployments there may be any number.</summary>
    /// <returns>What is stored under its id, or else the account that stands in its way.</returns>
    Task<Account> AddAsync(Account account, CancellationToken cancellationToken);
}
