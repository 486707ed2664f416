using System.Globalization;
using Trading.Application.Accounts;
using Trading.Domain.Accounts;

namespace Trading.Application.Portfolio;

/// <summary>Shows the snapshots that were taken of an account.</summary>
public sealed class GetSnapshotsHandler(IAccountRepository accounts, IAccountSnapshots snapshots)
{
    /// <summary>Most snapshots of one page.</summary>
    public const int MaxPage = 1000;

    /// <summary>A page of snapshots, oldest first; null when the user has no such account.</summary>
    /// <param name="user">Owner.</param>
    /// <param name="id">Which account.</param>
    /// <param name="from">First day; on a later page its continuation.</param>
    /// <param name="to">Last day.</param>
    /// <param name="limit">Snapshots of the page, 1 to <see cref="MaxPage"/>.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task<SnapshotsPage?> HandleAsync(UserId user, AccountId id, DateOnly from, DateOnly to, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxPage);
        if (await accounts.FindAsync(user, id, cancellationToken) is not { } account)
            return null;
        var found = await snapshots.ListAsync(user, id, from, to, cancellationToken).Take(limit + 1).ToListAsync(cancellationToken);
        return new SnapshotsPage(
            id.Value, account.Currency, [.. found.Take(limit).Select(SnapshotView.Of)],
            found.Count > limit ? found[limit].Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null);
    }
}
