using Microsoft.Extensions.DependencyInjection;
using Trading.Application.MarketData;
using Trading.Application.Orders;
using Trading.Application.PaperTrading;
using Trading.Domain.Accounts;
using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Domain.Matching;
using Trading.Domain.Orders;
using Trading.Domain.Values;
using Trading.Integrations.PaperTrading;
using Trading.Integrations.Tests.Orders;

namespace Trading.Integrations.Tests.PaperTrading;

public sealed class TablePaperMemoryTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly AccountId Account = new("account-1");
    private static readonly InstrumentId Spy = InstrumentId.Create(Market.US, "SPY");
    private readonly IPaperMemory memory = new ServiceCollection()
        .AddSingleton(TestTables.New()).AddPaperTradingAdapters().BuildServiceProvider().GetRequiredService<IPaperMemory>();

    [Fact]
    public async Task What_is_not_known_is_empty()
    {
        Assert.Null(await memory.FindAsync(Key("o1"), Cancel));
        Assert.Equal(new StoredPaperAccount(PaperAccount.Empty, null), await memory.AccountAsync(AnIntent.User, Account, Cancel));
        Assert.Empty(await memory.WorkingAsync(AnIntent.User, Account, Cancel));
        Assert.False(await memory.HasTransferAsync(AnIntent.User, Account, "opening", Cancel));
        Assert.Null(await memory.TakenAsync(AnIntent.User, Account, Spy, Cancel));
    }

    [Fact]
    public async Task What_was_taken_from_a_book_changes_with_the_account_or_not_at_all()
    {
        var first = new BookTaken(AnIntent.Now, [new BookLevel(101.25m, 4), new BookLevel(101.5m, 0.12345678m)]);
        var second = new BookTaken(AnIntent.Now.AddSeconds(1), [new BookLevel(99, 1)]);
        var fresh = await ReadAsync();

        Assert.True(await memory.TrySaveAsync(new PaperChange(AnIntent.User, Account, fresh, PaperAccount.Empty, []) { Taken = (Spy, first) }, Cancel));
        Assert.False(await memory.TrySaveAsync(new PaperChange(AnIntent.User, Account, fresh, PaperAccount.Empty, []) { Taken = (Spy, second) }, Cancel));
        await AssertTakenAsync(first);

        Assert.True(await memory.TrySaveAsync(new PaperChange(AnIntent.User, Account, await ReadAsync(), PaperAccount.Empty, []) { Taken = (Spy, second) }, Cancel));
        await AssertTakenAsync(second);
        Assert.Null(await memory.TakenAsync(AnIntent.User, new AccountId("account-2"), Spy, Cancel));

        async Task AssertTakenAsync(BookTaken expected)
        {
            var taken = (await memory.TakenAsync(AnIntent.User, Account, Spy, Cancel))!;
            Assert.Equal(expected.BookTime, taken.BookTime);
            Assert.Equal(expected.Levels, taken.Levels);
        }
    }

    [Fact]
    public async Task An_account_and_an_order_come_back_as_they_were_stored()
    {
        var intent = AnIntent.Of("o1", size: new OrderSize.Units(new Quantity(12.5m))) with
        {
            Instructions = new OrderInstructions(OrderKind.StopLimit)
            {
                StopPrice = new Price(101.25m), LimitPrice = new Price(102), TimeInForce = TimeInForce.GoodTillDate, GoodTill = AnIntent.Now.AddDays(3),
            },
            Group = "oco \"1\"",
            Segment = Segment.UnitedStates,
        };
        var order = new PaperOrder(intent, AnIntent.Now)
        {
            Resting = new RestingOrder(intent.Id, intent.Side, intent.Instructions, intent.Size, intent.Group, 99.5m)
            {
                Left = 10.25m, Fills = 2, IsAwake = true, FirstSession = new DateOnly(2026, 1, 5), BookTime = AnIntent.Now.AddHours(1),
            },
            Series = new BarKey(intent.Instrument, Interval.OneDay),
            Cursor = AnIntent.Now.AddDays(1),
            Reports = [ExecutionMessage.OfFill(OrderKey.Of(intent), AnIntent.Fill("o1-1", 2.25m) with { Tax = new Money(0.01m) }, completes: false, AnIntent.Now)],
        };
        var account = PaperAccount.Empty.Add("USD", 1234.56789012m).Trade(intent.Instrument, Side.Buy, AnIntent.Fill("o1-1", 2.25m));

        Assert.True(await SaveAsync(await ReadAsync(), account, (Key("o1"), null, order)));

        var read = (await memory.FindAsync(Key("o1"), Cancel))!.Order;
        Assert.Equal(order.Reports, read.Reports);
        Assert.Equal(order, read with { Reports = order.Reports });
        Assert.True(read.Works);
        var stored = (await ReadAsync()).Account;
        Assert.Equal((account.CashIn("USD"), account.UnitsOf(intent.Instrument)), (stored.CashIn("USD"), stored.UnitsOf(intent.Instrument)));
    }

    [Fact]
    public async Task When_a_group_last_traded_is_kept_with_the_change_that_traded_it()
    {
        var (first, second) = (AnIntent.Now, AnIntent.Now.AddSeconds(1));
        Assert.Null(await TradedAsync());
        Assert.True(await memory.TrySaveAsync(Traded(await ReadAsync(), first), Cancel));
        Assert.Equal(first, await TradedAsync());

        var before = await ReadAsync();
        Assert.True(await memory.TrySaveAsync(Traded(before, second), Cancel));
        Assert.False(await memory.TrySaveAsync(Traded(before, second.AddSeconds(1)), Cancel));
        Assert.Equal(second, await TradedAsync());

        Task<DateTimeOffset?> TradedAsync() => memory.GroupTradedAsync(AnIntent.User, Key("o1").Account, "oco \"1\"/", Cancel);

        PaperChange Traded(StoredPaperAccount account, DateTimeOffset at) => new(AnIntent.User, Key("o1").Account, account, account.Account, [])
        {
            TradedGroups = new Dictionary<string, DateTimeOffset> { ["oco \"1\"/"] = at },
        };
    }

    [Fact]
    public async Task An_order_with_many_fills_comes_back_whole()
    {
        // More text than one property of a row holds.
        var order = new PaperOrder(AnIntent.Of("o1"), AnIntent.Now)
        {
            Reports = [.. Enumerable.Range(1, 1_000).Select(i => ExecutionMessage.OfFill(Key("o1"), AnIntent.Fill($"o1-{i}", i), completes: false, AnIntent.Now))],
        };

        Assert.True(await SaveAsync(await ReadAsync(), PaperAccount.Empty, (Key("o1"), null, order)));

        Assert.Equal(order.Reports, (await memory.FindAsync(Key("o1"), Cancel))!.Order.Reports);
    }

    [Fact]
    public async Task An_account_that_changed_in_between_is_not_written_nor_is_anything_with_it()
    {
        var before = await ReadAsync();
        Assert.True(await SaveAsync(before, PaperAccount.Empty.Add("USD", 1000)));
        var second = await ReadAsync();

        // The account came into being, and then it changed, since these were read.
        Assert.False(await SaveAsync(before, PaperAccount.Empty.Add("USD", 1), (Key("o1"), null, Working("o1"))));
        Assert.True(await SaveAsync(second, second.Account.Add("USD", 500), (Key("o2"), null, Working("o2"))));
        Assert.False(await SaveAsync(second, second.Account.Add("USD", 7), (Key("o3"), null, Working("o3"))));

        Assert.Equal(1500, (await ReadAsync()).Account.CashIn("USD"));
        Assert.Null(await memory.FindAsync(Key("o1"), Cancel));
        Assert.Null(await memory.FindAsync(Key("o3"), Cancel));
    }

    [Fact]
    public async Task An_order_that_is_there_already_is_not_stored_again()
    {
        Assert.True(await SaveAsync(await ReadAsync(), PaperAccount.Empty, (Key("o1"), null, Working("o1"))));

        Assert.False(await SaveAsync(await ReadAsync(), PaperAccount.Empty.Add("USD", 1), (Key("o1"), null, Working("o1"))));

        Assert.Equal(0, (await ReadAsync()).Account.CashIn("USD"));
    }

    [Fact]
    public async Task An_order_that_changed_in_between_keeps_the_account_from_being_written()
    {
        await SaveAsync(await ReadAsync(), PaperAccount.Empty, (Key("o1"), null, Working("o1")));
        var stale = (await memory.FindAsync(Key("o1"), Cancel))!;
        await SaveAsync(await ReadAsync(), PaperAccount.Empty, (Key("o1"), stale, Ended("o1")));

        Assert.False(await SaveAsync(await ReadAsync(), PaperAccount.Empty.Add("USD", 5), (Key("o1"), stale, Working("o1"))));

        Assert.False((await memory.FindAsync(Key("o1"), Cancel))!.Order.Works);
        Assert.Equal(0, (await ReadAsync()).Account.CashIn("USD"));
    }

    [Fact]
    public async Task Money_moves_once_under_a_reference()
    {
        async Task<bool> MoveAsync(string reference)
        {
            var before = await ReadAsync();
            return await memory.TrySaveAsync(new PaperChange(AnIntent.User, Account, before, before.Account.Add("USD", 100), []) { Transfer = reference }, Cancel);
        }

        Assert.True(await MoveAsync("opening/1?#%"));
        Assert.False(await MoveAsync("opening/1?#%"));
        Assert.True(await MoveAsync("opening/2"));

        Assert.True(await memory.HasTransferAsync(AnIntent.User, Account, "opening/1?#%", Cancel));
        Assert.False(await memory.HasTransferAsync(AnIntent.User, new AccountId("account-2"), "opening/1?#%", Cancel));
        Assert.Equal(200, (await ReadAsync()).Account.CashIn("USD"));
    }

    [Fact]
    public async Task Of_several_who_change_an_account_at_once_one_wins_each_time()
    {
        var before = await ReadAsync();

        var saved = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => SaveAsync(before, PaperAccount.Empty.Add("USD", i + 1), (Key($"o{i}"), null, Working($"o{i}")))));

        Assert.Single(saved, won => won);
        var winner = Assert.Single(await memory.WorkingAsync(AnIntent.User, Account, Cancel));
        Assert.Equal($"o{(await ReadAsync()).Account.CashIn("USD") - 1}", winner.Order.Intent!.Id.Value);
    }

    [Fact]
    public async Task What_works_is_listed_oldest_first_until_it_ends()
    {
        await SaveAsync(
            await ReadAsync(), PaperAccount.Empty,
            (Key("b"), null, Working("b")), (Key("a"), null, Working("a")), (Key("c"), null, Working("c") with { AcceptedAt = AnIntent.Now.AddSeconds(-1) }), (Key("d"), null, Ended("d")));
        Assert.Equal(["c", "a", "b"], await WorkingAsync());

        var stored = (await memory.FindAsync(Key("a"), Cancel))!;
        await SaveAsync(await ReadAsync(), PaperAccount.Empty, (Key("a"), stored, Ended("a")));

        Assert.Equal(["c", "b"], await WorkingAsync());
        Assert.Empty(await memory.WorkingAsync(AnIntent.User, new AccountId("account-2"), Cancel));
        Assert.Empty(await memory.WorkingAsync(new UserId("other"), Account, Cancel));
    }

    [Fact]
    public async Task Who_trades_an_instrument_is_noted_once()
    {
        var (spy, samsung) = (InstrumentId.Create(Market.US, "SPY"), InstrumentId.Create(Market.KRX, "005930"));
        await memory.NoteAsync(spy, AnIntent.User, Account, Cancel);
        await memory.NoteAsync(spy, AnIntent.User, Account, Cancel);
        await memory.NoteAsync(spy, new UserId("other"), Account, Cancel);
        await memory.NoteAsync(samsung, AnIntent.User, new AccountId("account-2"), Cancel);

        Assert.Equal([("other", "account-1"), ("owner", "account-1")], await TradersAsync(spy));
        Assert.Equal([("owner", "account-2")], await TradersAsync(samsung));
        Assert.Empty(await TradersAsync(InstrumentId.Create(Market.US, "SP")));
    }

    private static OrderKey Key(string id) => OrderKey.Of(AnIntent.Of(id));

    private static PaperOrder Working(string id) => new(AnIntent.Of(id), AnIntent.Now);

    private static PaperOrder Ended(string id) => Working(id) with { Reports = [ExecutionMessage.Of(Key(id), ExecutionKinds.Expired, AnIntent.Now)] };

    private Task<StoredPaperAccount> ReadAsync() => memory.AccountAsync(AnIntent.User, Account, Cancel);

    private Task<bool> SaveAsync(StoredPaperAccount before, PaperAccount after, params (OrderKey Key, StoredPaperOrder? Before, PaperOrder After)[] orders) =>
        memory.TrySaveAsync(new PaperChange(AnIntent.User, Account, before, after, orders), Cancel);

    private async Task<IEnumerable<string>> WorkingAsync() =>
        (await memory.WorkingAsync(AnIntent.User, Account, Cancel)).Select(stored => stored.Order.Intent!.Id.Value);

    private async Task<List<(string User, string Account)>> TradersAsync(InstrumentId instrument)
    {
        List<(string, string)> found = [];
        await foreach (var (user, account) in memory.AccountsInAsync(instrument, Cancel))
            found.Add((user.Value, account.Value));
        return [.. found.Order()];
    }
}
