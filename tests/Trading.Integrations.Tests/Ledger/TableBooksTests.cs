using Azure.Data.Tables;
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
    private readonly TableServiceClient tables = TestTables.New();
    private readonly IBooks books;

    public TableBooksTests() => books = new ServiceCollection()
        .AddSingleton(tables).AddLedgerAdapters().BuildServiceProvider().GetRequiredService<IBooks>();

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

    [Fact]
    public async Task Every_currency_comes_back_as_it_was_stored()
    {
        var opened = await OpenAsync();
        await books.TryPostAsync(opened, Bookkeeping.Conversion("c-1", (new Money(0.1m), null), (new Money(139.87654321m), "KRW"), "", AnIntent.Now), Cancel);

        var stored = await ReadAsync();

        Assert.Equal(new CurrencyTotals { Cash = new Money(139.87654321m), Exchanged = new Money(139.87654321m) }, stored.Books.In("KRW"));
        Assert.Equal((999_999.9m, -0.1m), (stored.Books.Cash.Value, stored.Books.Exchanged.Value));
        var entry = Assert.Single(await books.EntriesAsync(AnIntent.User, Account, 1, 10, Cancel)).Entry;
        Assert.Equal([null, null, "KRW", "KRW"], entry.Postings.Select(posting => posting.Currency));
    }

    [Fact]
    public async Task An_entry_is_found_by_its_id()
    {
        var opened = await OpenAsync();
        await books.TryPostAsync(opened, Trade(opened, "exec/1?#%"), Cancel);

        Assert.Equal((2, "trade"), await KindAsync("execution-exec/1?#%"));
        Assert.Equal((1, "deposit"), await KindAsync("deposit-account-1-opening"));
        Assert.Null(await KindAsync("execution-exec"));

        async Task<(int Number, string Kind)?> KindAsync(string id) =>
            await books.FindEntryAsync(AnIntent.User, Account, id, Cancel) is { } found ? (found.Number, found.Entry.Kind) : null;
    }

    [Fact]
    public async Task Whatever_is_booked_the_stored_entries_fold_to_the_stored_books_to_the_last_bit()
    {
        const int seed = 99;
        var random = new Random(seed);
        var stored = await OpenAsync();
        Money Any() => new(decimal.Round((decimal)random.NextDouble() * 100, random.Next(9)) + 1);
        for (var step = 0; step < 60; step++)
        {
            var (id, currency) = ($"{step}", random.Next(2) == 0 ? null : "KRW");
            await books.TryPostAsync(
                stored,
                random.Next(6) switch
                {
                    0 => Bookkeeping.Deposit(Account, Any(), id, AnIntent.Now, currency),
                    1 => Bookkeeping.Conversion(id, (Any(), null), (Any(), "KRW"), "", AnIntent.Now),
                    2 => Bookkeeping.Payment(id, LedgerAccount.Dividends, Any(), "", AnIntent.Now, currency, Any()),
                    3 => Bookkeeping.Split(id, stored.Books.PositionIn(AnIntent.Of("order-1").Instrument), 1.5m, AnIntent.Now, new Price(3.3m)),
                    _ => Trade(stored, id, random.Next(3) == 0 ? Side.Sell : Side.Buy),
                },
                Cancel);
            stored = await ReadAsync();
        }

        var entries = await books.EntriesAsync(AnIntent.User, Account, 0, 100, Cancel);
        var rebuilt = AccountBooks.Empty(Account, "USD").Apply(entries.Select(entry => entry.Entry));

        Assert.Equal(61, entries.Count);
        Assert.True(Text(rebuilt) == Text(stored.Books), $"seed {seed}: {Text(rebuilt)} and {Text(stored.Books)}");

        // 1.0 and 1.00 are written differently, so that nothing hides.
        static string Text(AccountBooks books) => string.Join(
            "; ", books.Currencies.Select(currency => $"{currency} {books.In(currency)}").Concat(books.Positions.Values.Select(held => $"{held}")).Append($"{books.Version}"));
    }

    [Fact]
    public async Task Rows_of_before_there_were_currencies_are_of_the_accounts_own()
    {
        // As they were written then, taken from a data folder.
        var table = tables.GetTableClient("ledger");
        await table.CreateIfNotExistsAsync(Cancel);
        var partition = $"{AnIntent.User}|old";
        await table.AddEntityAsync(new TableEntity(partition, "books")
        {
            ["Json"] = """
                {"account":"old","currency":"USD","cash":"990","fees":"1","realisedProfit":"0","deposits":"1000","taxes":"0","interest":"0","dividends":"0",
                "positions":{"US:SPY":{"instrument":"US:SPY","units":3,"cost":"9"}},"version":2}
                """,
        }, Cancel);
        await table.AddEntityAsync(new TableEntity(partition, "entry|0000000001")
        {
            ["Number"] = 1,
            ["Json"] = """
                {"id":"deposit-old-opening","kind":"deposit","reference":"opening","at":"2026-01-05T14:30:00+00:00","postings":[
                {"account":"cash","amount":"1000","instrument":null,"units":0},{"account":"deposits","amount":"-1000","instrument":null,"units":0}]}
                """,
        }, Cancel);

        var old = (await books.FindAsync(AnIntent.User, new AccountId("old"), Cancel))!.Books;
        var entry = Assert.Single(await books.EntriesAsync(AnIntent.User, new AccountId("old"), 0, 10, Cancel)).Entry;

        Assert.Equal((990, 1, 1000, 3, "USD"), (old.Cash.Value, old.Fees.Value, old.Deposits.Value, old.Positions["US:SPY"].Units, Assert.Single(old.Currencies)));
        Assert.Equal(1000, AccountBooks.Empty(new AccountId("old"), "USD").Apply(entry).Cash.Value);
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
