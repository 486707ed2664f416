using Microsoft.Extensions.DependencyInjection;
using Trading.Application.Ledger;
using Trading.Domain.Accounts;
using Trading.Domain.Ledger;
using Trading.Domain.Orders;
using Trading.Domain.Values;
using Trading.Integrations.Ledger;
using Trading.Integrations.Tests.Orders;

namespace Trading.Integrations.Tests.Ledger;

public sealed class TableBooksTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly AccountId Account = new("account-1");
    private readonly IBooks books = new ServiceCollection()
        .AddSingleton(TestTables.New()).AddLedgerAdapters().BuildServiceProvider().GetRequiredService<IBooks>();

    [Fact]
    public async Task An_account_opens_once_however_often_it_is_asked()
    {
        var deposit = Bookkeeping.Deposit(Account, new Money(1000), "opening", AnIntent.Now);

        Assert.Equal(PostOutcome.Posted, await books.TryPostAsync(Empty(), deposit, Cancel));
        Assert.Equal(PostOutcome.AlreadyPosted, await books.TryPostAsync(Empty(), deposit, Cancel));

        Assert.Equal(1000, (await ReadAsync()).Books.Cash.Value);
        Assert.Null(await books.FindAsync(new UserId("other"), Account, Cancel));
    }

    [Fact]
    public async Task A_fill_is_booked_once_also_when_the_books_changed_in_between()
    {
        var opened = await OpenAsync();
        var first = Trade(opened, "exec/1?#%");
        Assert.Equal(PostOutcome.Posted, await books.TryPostAsync(opened, first, Cancel));

        Assert.Equal(PostOutcome.AlreadyPosted, await books.TryPostAsync(opened, first, Cancel));
        Assert.Equal(PostOutcome.AlreadyPosted, await books.TryPostAsync(await ReadAsync(), first, Cancel));

        Assert.Equal(2, (await ReadAsync()).Books.Version);
    }

    [Fact]
    public async Task Another_entry_on_books_that_changed_is_a_conflict_and_leaves_nothing()
    {
        var opened = await OpenAsync();
        await books.TryPostAsync(opened, Trade(opened, "exec-1"), Cancel);

        Assert.Equal(PostOutcome.Conflict, await books.TryPostAsync(opened, Trade(opened, "exec-2"), Cancel));

        Assert.Equal(2, (await books.EntriesAsync(AnIntent.User, Account, 0, 10, Cancel)).Count);
    }

    [Fact]
    public async Task Folding_the_entries_again_gives_the_stored_books()
    {
        var stored = await OpenAsync();
        for (var i = 0; i < 12; i++)
        {
            await books.TryPostAsync(stored, Trade(stored, $"exec-{i}", i % 3 == 2 ? Side.Sell : Side.Buy), Cancel);
            stored = await ReadAsync();
        }

        var entries = await books.EntriesAsync(AnIntent.User, Account, 0, 100, Cancel);

        Assert.Equal(Enumerable.Range(1, 13), entries.Select(entry => entry.Number));
        var rebuilt = entries.Aggregate(AccountBooks.Empty(Account, "USD"), (current, entry) => current.Apply(entry.Entry));
        Assert.Equal(rebuilt.Positions, stored.Books.Positions);
        Assert.Equal(
            (rebuilt.Cash, rebuilt.Fees, rebuilt.RealisedProfit, rebuilt.Deposits, rebuilt.Version),
            (stored.Books.Cash, stored.Books.Fees, stored.Books.RealisedProfit, stored.Books.Deposits, stored.Books.Version));
        Assert.Equal([5, 6], (await books.EntriesAsync(AnIntent.User, Account, 4, 2, Cancel)).Select(entry => entry.Number));
    }

    private async Task<StoredBooks> OpenAsync()
    {
        await books.TryPostAsync(Empty(), Bookkeeping.Deposit(Account, new Money(1_000_000), "opening", AnIntent.Now), Cancel);
        return await ReadAsync();
    }

    private async Task<StoredBooks> ReadAsync() => (await books.FindAsync(AnIntent.User, Account, Cancel))!;

    private static StoredBooks Empty() => new(AnIntent.User, AccountBooks.Empty(Account, "USD"), null);

    private static LedgerEntry Trade(StoredBooks before, string execution, Side side = Side.Buy) =>
        Bookkeeping.Trade(before.Books, AnIntent.Of("order-1") with { Side = side }, AnIntent.Fill(execution, 3.33333333m));
}
