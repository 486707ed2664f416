using System.Globalization;
using Trading.Domain.Accounts;
using Trading.Domain.Ledger;

namespace Trading.Application.Ledger;

/// <summary>Shows an account's lots. They are folded from its entries each time, so that they can't differ from them.</summary>
public sealed class GetLotsHandler(IBooks books)
{
    /// <summary>Most closed lots of one page.</summary>
    public const int MaxPage = 1000;

    /// <summary>All open lots and a page of closed ones; null when the user has no such account.</summary>
    /// <param name="user">Owner.</param>
    /// <param name="account">Which account.</param>
    /// <param name="after">Closed lots on the pages before; 0 for the first page.</param>
    /// <param name="limit">Closed lots of the page, 1 to <see cref="MaxPage"/>.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task<LotsPage?> HandleAsync(UserId user, AccountId account, int after, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxPage);
        if (await books.FindAsync(user, account, cancellationToken) is not { } stored)
            return null;
        var lots = await books.EntriesOfAsync(stored, cancellationToken).AggregateAsync(Lots.Empty, (folded, entry) => folded.Apply(entry), cancellationToken);
        var page = lots.Closed.Skip(after).Take(limit).Select(ClosedLotView.Of).ToList();
        var next = after + page.Count;
        return new LotsPage(
            account.Value,
            stored.Books.Currency,
            lots.RealisedProfitIn(stored.Books.Currency).Value,
            stored.Books.RealisedProfit.Value,
            [.. stored.Books.Foreign.Select(other => new LotsProfitView(other.Key, lots.RealisedProfitIn(other.Key).Value, other.Value.RealisedProfit.Value))],
            [.. lots.Open.Select(LotView.Of)],
            page,
            page.Count > 0 && next < lots.Closed.Count ? next.ToString(CultureInfo.InvariantCulture) : null);
    }
}
