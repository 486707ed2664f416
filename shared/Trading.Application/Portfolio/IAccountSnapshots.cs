using Trading.Domain.Accounts;
using Trading.Domain.Portfolio;

namespace Trading.Application.Portfolio;

/// <summary>Snapshots of accounts, one for an account and a day.</summary>
public interface IAccountSnapshots
{
    /// <summary>Stores snapshots of one account; those of days that are known are replaced. Repeating it changes nothing.</summary>
    Task SaveAsync(UserId user, AccountId account, IReadOnlyList<DailySnapshot> snapshots, CancellationToken cancellationToken);

    /// <summary>Stored snapshots of an account, oldest first.</summary>
    /// <param name="user">Owner.</param>
    /// <param name="account">Which account.</param>
    /// <param name="from">First day.</param>
    /// <param name="to">Last day.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    IAsyncEnumerable<DailySnapshot> ListAsync(UserId user, AccountId account, DateOnly from, DateOnly to, CancellationToken cancellationToken);
}
