using Trading.Application.Ledger;
using Trading.Application.MarketData;
using Trading.Domain.Accounts;

namespace Trading.Application.Accounts;

/// <summary>Shows a user's accounts and what they hold.</summary>
public sealed class GetAccountsHandler(IAccountRepository accounts, IBooks books, LatestPrices prices)
{
    /// <summary>The accounts, oldest first.</summary>
    public async Task<IReadOnlyList<Account>> ListAsync(UserId user, CancellationToken cancellationToken)
    {
        List<Account> found = [];
        await foreach (var account in accounts.ListAsync(user, cancellationToken))
            found.Add(account);
        return [.. found.OrderBy(account => account.CreatedAt).ThenBy(account => account.Id.Value, StringComparer.Ordinal)];
    }

    /// <summary>What an account holds, its positions at their last prices; null when the user has no such account.</summary>
    public async Task<(Account Account, BalanceView Balance)?> FindAsync(UserId user, AccountId id, CancellationToken cancellationToken)
    {
        if (await accounts.FindAsync(user, id, cancellationToken) is not { } account || await books.FindAsync(user, id, cancellationToken) is not { Books: var held })
            return null;
        var known = await prices.ReadAsync(held.Positions.Values.Select(position => position.Instrument), cancellationToken);
        return (account, new BalanceView(In(account.Currency), [.. held.Foreign.Keys.Select(In)]));

        CurrencyFunds In(string currency) => CurrencyFunds.Of(held, currency, instrument => known.GetValueOrDefault(instrument)?.Price);
    }
}
