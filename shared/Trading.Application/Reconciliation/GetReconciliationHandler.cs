using Trading.Application.Accounts;
using Trading.Domain.Accounts;

namespace Trading.Application.Reconciliation;

/// <summary>Shows the last looks at a user's accounts.</summary>
public sealed class GetReconciliationHandler(GetAccountsHandler accounts, IAccountRepository known, IReconciliationRepository looks)
{
    /// <summary>The last look at an account; null when the user has no such account.</summary>
    public async Task<ReconciliationView?> FindAsync(UserId user, AccountId account, CancellationToken cancellationToken)
    {
        if (await known.FindAsync(user, account, cancellationToken) is null)
            return null;
        return await looks.FindAsync(user, account, cancellationToken) is { } look ? ReconciliationView.Of(look) : ReconciliationView.None(account);
    }

    /// <summary>The last looks at all accounts.</summary>
    public async Task<ReconciliationSummary> ListAsync(UserId user, CancellationToken cancellationToken)
    {
        var last = (await looks.ListAsync(user, cancellationToken)).ToDictionary(look => look.Account, ReconciliationView.Of);
        var views = (await accounts.ListAsync(user, cancellationToken))
            .Select(account => last.GetValueOrDefault(account.Id) ?? ReconciliationView.None(account.Id)).ToList();
        return new ReconciliationSummary(
            views.Sum(view => view.DifferenceCount),
            views.Count(view => view.Agrees),
            views.Exists(view => view.At is null) ? null : views.Min(view => view.At),
            views);
    }
}
