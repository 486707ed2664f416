using Microsoft.Extensions.Logging.Abstractions;
using Trading.Application.MarketData;
using Trading.Application.Orders;
using Trading.Application.PaperTrading;
using Trading.Conformance;
using Trading.Domain.Accounts;
using Trading.Domain.Ledger;
using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Domain.Matching;
using Trading.Domain.Orders;
using Trading.Domain.Values;

namespace Trading.Application.Tests.PaperTrading;

/// <summary>How books and bars go together at the simulated broker. It is Friday, 2024-01-05, 15:00Z: half an hour after New York's open. The last bar is Thursday's.</summary>
public sealed class BookTradingTests : IExecutionQueue
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly UserId User = new("owner");
    private static readonly AccountId Mine = new("account-1");
    private static readonly AccountId Other = new("account-2");
    private static readonly InstrumentId Instrument = Spy.Series.Instrument;
    private static readonly DateTimeOffset Now = new(2024, 1, 5, 15, 0, 0, TimeSpan.Zero);

    private readonly StillClock clock = new() { Now = Now };
    private readonly MemoryStores stores = new(Crash.Never);
    private readonly PaperExchange exchange;
    private readonly PaperBroker broker;
    private readonly StoreBookHandler store;
    private readonly NewBookHandler newBook;
    private readonly List<ExecutionMessage> sent = [];
    private int orders;

    public BookTradingTests()
    {
        exchange = new PaperExchange(stores, stores, stores, clock);
        var reports = new PaperReports(new HostileLines(stores, clock, NullLogger<HostileLines>.Instance), this);
        broker = new PaperBroker(stores, exchange, new LatestPrices(stores), reports, clock);
        store = new StoreBookHandler(stores, clock);
        newBook = new NewBookHandler(exchange, reports);
        stores.Bars = BarSeries.FromBars([Day(4)]);
    }

    [Fact]
    public async Task An_order_that_comes_while_a_fresh_book_is_there_trades_at_once_and_is_reported()
    {
        await OpenAsync(Mine);
        await BookAsync(Now, [], [(101, 4), (102, 30)]);
        clock.Now = Now.AddSeconds(5);

        var order = await SubmitAsync(Market(10));

        Assert.Equal([(4m, 101m), (6m, 102m)], Fills(sent));
        Assert.Equal(sent, await TradedAsync(order));
        // Not before the order was there.
        Assert.All(sent, fill => Assert.Equal(Now.AddSeconds(5), fill.TradedAt));
        Assert.Equal(10, (await stores.AccountAsync(User, Mine, Cancel)).Account.UnitsOf(Instrument));
    }

    [Fact]
    public async Task An_order_that_comes_later_waits_for_the_next_book()
    {
        await OpenAsync(Mine);
        await BookAsync(Now, [], [(101, 40)]);
        clock.Now = Now.AddSeconds(5).AddTicks(1);

        var order = await SubmitAsync(Market(10));
        Assert.Empty(await TradedAsync(order));
        await BookAsync(Now.AddSeconds(6), [], [(103, 40)]);

        Assert.Equal([(10m, 103m)], Fills(sent));
        Assert.Equal(Now.AddSeconds(6), sent.Single().TradedAt);
    }

    [Fact]
    public async Task The_same_book_trades_an_order_once_however_often_it_is_sent_and_asked_for()
    {
        await OpenAsync(Mine);
        var order = await SubmitAsync(Limit(10, 101));
        await BookAsync(Now.AddSeconds(1), [], [(101, 4)]);

        await BookAsync(Now.AddSeconds(1), [], [(101, 4)]);
        await exchange.AdvanceAsync(User, Mine, Instrument, Cancel);

        Assert.Equal([(4m, 101m)], Fills(await TradedAsync(order)));
        Assert.Single(sent);
    }

    [Fact]
    public async Task What_an_account_took_from_a_book_is_not_there_for_its_next_order_but_for_another_account()
    {
        await OpenAsync(Mine);
        await OpenAsync(Other);
        await BookAsync(Now, [], [(101, 4), (102, 30)]);

        var first = await SubmitAsync(Limit(3, 101));
        var second = await SubmitAsync(Limit(3, 101));
        var others = await SubmitAsync(Limit(3, 101), Other);

        Assert.Equal([(3m, 101m)], Fills(await TradedAsync(first)));
        Assert.Equal([(1m, 101m)], Fills(await TradedAsync(second)));
        Assert.Equal([(3m, 101m)], Fills(await TradedAsync(others)));

        // A newer book is there whole.
        await BookAsync(Now.AddSeconds(1), [], [(101, 4)]);
        Assert.Equal([(1m, 101m), (2m, 101m)], Fills(await TradedAsync(second)));
    }

    [Fact]
    public async Task A_bar_that_opened_before_the_book_does_not_trade_what_has_met_it_and_the_next_bar_does()
    {
        await OpenAsync(Mine);
        var order = await SubmitAsync(Limit(10, 100));
        await BookAsync(Now.AddSeconds(1), [], [(101, 50)]);

        // Friday's bar, whose open at 14:30Z was before the order and the book; then Monday's.
        await BarsAsync(Day(4), Day(5, 90));
        Assert.Empty(await TradedAsync(order));
        await BarsAsync(Day(4), Day(5, 90), Day(8, 95));

        Assert.Equal([(10m, 95m)], Fills(await TradedAsync(order)));
    }

    [Fact]
    public async Task What_bars_traded_no_book_from_before_their_end_trades_again()
    {
        await OpenAsync(Mine);
        var order = await SubmitAsync(Limit(10, 100));
        await BarsAsync(Day(4), Day(5, 99, volume: 40));   // a tenth of 40
        clock.Now = Now.AddHours(7);

        await BookAsync(Now.AddSeconds(1), [], [(99, 50)]);   // late: that moment lies within the bar
        Assert.Equal([(4m, 99m)], Fills(await TradedAsync(order)));

        clock.Now = Now.AddDays(3);
        await BookAsync(Now.AddDays(3), [], [(98, 50)]);
        Assert.Equal([(4m, 99m), (6m, 98m)], Fills(await TradedAsync(order)));
    }

    [Fact]
    public async Task Whoever_comes_late_finds_bars_and_book_in_the_order_of_time()
    {
        // Nobody looked while a book came on Monday, between the bars of Friday and of Tuesday.
        await OpenAsync(Mine);
        var order = await SubmitAsync(Limit(12, 100));
        stores.Bars = BarSeries.FromBars([Day(4), Day(5, 99, volume: 40), Day(9, 97)]);
        clock.Now = Now.AddDays(3);
        Assert.True((await store.HandleAsync(Instrument, Draft(Now.AddDays(3), [], [(98, 3)]), Cancel)).TryGet(out _, out _));

        Assert.Equal([(4m, 99m), (3m, 98m), (5m, 97m)], Fills(await TradedAsync(order)));
    }

    [Theory]
    [InlineData(5, 14, 29)]    // a minute before the open
    [InlineData(5, 21, 0)]     // the close
    [InlineData(6, 15, 0)]     // Saturday
    public async Task A_book_from_outside_of_the_session_trades_nothing(int day, int hour, int minute)
    {
        var time = new DateTimeOffset(2024, 1, day, hour, minute, 0, TimeSpan.Zero);
        clock.Now = time.AddSeconds(-1);
        await OpenAsync(Mine);
        var order = await SubmitAsync(Market(10));

        await BookAsync(time, [], [(101, 50)]);

        Assert.Empty(await TradedAsync(order));
    }

    [Fact]
    public async Task An_order_that_comes_after_the_close_meets_no_book_of_the_session()
    {
        await OpenAsync(Mine);
        var close = new DateTimeOffset(2024, 1, 5, 21, 0, 0, TimeSpan.Zero);
        clock.Now = close.AddSeconds(1);
        await BookAsync(close.AddSeconds(-1), [], [(101, 50)]);

        Assert.Empty(await TradedAsync(await SubmitAsync(Market(10))));
    }

    [Fact]
    public async Task What_can_only_trade_now_takes_what_the_book_holds_and_ends()
    {
        await OpenAsync(Mine);
        await BookAsync(Now, [], [(101, 4)]);

        var now = await SubmitAsync(Limit(10, 101, TimeInForce.ImmediateOrCancel));
        var whole = await SubmitAsync(Limit(10, 101, TimeInForce.FillOrKill));

        Assert.Equal([ExecutionKinds.Fill, ExecutionKinds.Cancelled], (await TradedAsync(now)).Select(report => report.Kind));
        Assert.Equal([ExecutionKinds.Cancelled], (await TradedAsync(whole)).Select(report => report.Kind));
    }

    [Fact]
    public async Task A_trade_ends_the_others_of_its_group_those_as_well_that_came_too_late_for_the_book()
    {
        await OpenAsync(Mine);
        var early = await SubmitAsync(Limit(10, 101), group: "entry");
        clock.Now = Now.AddSeconds(10);
        var late = await SubmitAsync(Limit(10, 101), group: "entry");

        await BookAsync(Now.AddSeconds(2), [], [(101, 50)]);

        Assert.Equal([(10m, 101m)], Fills(await TradedAsync(early)));
        Assert.Equal([ExecutionKinds.Cancelled], (await TradedAsync(late)).Select(report => report.Kind));
        Assert.Equal([ExecutionKinds.Fill, ExecutionKinds.Cancelled], sent.Select(report => report.Kind));
    }

    [Theory]
    [InlineData(0, "", ExecutionKinds.Cancelled)]    // made before the group traded, and late on its way
    [InlineData(1, "", ExecutionKinds.Fill)]         // another group of the same name
    [InlineData(1, "entry", ExecutionKinds.Cancelled)]
    [InlineData(1, "replaces", ExecutionKinds.Cancelled)]
    public async Task What_comes_after_its_group_traded_ends_unless_it_begins_the_group_anew(int madeAfter, string kind, string outcome)
    {
        await OpenAsync(Mine);
        await SubmitAsync(Limit(10, 101), group: "either");
        await BookAsync(Now, [], [(101, 50)]);
        clock.Now = Now.AddSeconds(2);

        var late = await SubmitAsync(Limit(10, 101), group: "either", change: intent => intent with
        {
            CreatedAt = Now.AddSeconds(madeAfter), Entry = kind == "entry" ? new OrderId("entry") : null, Replaces = kind == "replaces" ? new OrderId("o1") : null,
        });

        Assert.Equal([outcome], (await TradedAsync(late)).Select(report => report.Kind));
        // Told at once, as the end of an order that works is.
        Assert.Equal(outcome, sent[^1].Kind);
    }

    [Fact]
    public async Task An_older_book_is_not_stored_and_the_same_time_belongs_to_one_book()
    {
        await BookAsync(Now, [(99, 1)], [(101, 4)]);

        Assert.False(await StoredAsync(Draft(Now.AddSeconds(-1), [(98, 1)], [])));
        Assert.False(await StoredAsync(Draft(Now, [(98, 1)], [(101, 4)])));
        Assert.True(await StoredAsync(Draft(Now, [(99, 1)], [(101, 4)])));
        Assert.Equal(99, (await ((IOrderBooks)stores).FindAsync(Instrument, Cancel))!.Book.BestBid);
    }

    [Theory]
    [InlineData("yesterday", "time", "time-malformed")]
    [InlineData("2024-01-05T15:00:05.1Z", "time", "time-out-of-range")]   // more than five seconds ahead
    [InlineData("1969-12-31T23:59:59Z", "time", "time-out-of-range")]
    [InlineData("0001-01-01", "time", "time-out-of-range")]
    public async Task A_time_that_can_not_be_is_told(string time, string field, string code)
    {
        var result = await store.HandleAsync(Instrument, new BookDraft(time, [], []), Cancel);

        Assert.False(result.TryGet(out _, out var faults));
        Assert.Equal((field, code), (Assert.Single(faults!.Faults).Field, faults.Faults[0].Code));
    }

    [Fact]
    public async Task A_Korean_book_says_where_it_is_listed()
    {
        var samsung = InstrumentId.Create(Domain.Markets.Market.KRX, "005930");

        Assert.False((await store.HandleAsync(samsung, Draft(Now, [(70_000, 1)], []), Cancel)).TryGet(out _, out var missing));
        Assert.False((await store.HandleAsync(samsung, Draft(Now, [(70_050, 1)], []) with { Segment = Segment.Kospi }, Cancel)).TryGet(out _, out var offTick));
        Assert.True((await store.HandleAsync(samsung, Draft(Now, [(70_050, 1)], []) with { Segment = Segment.KoreanFund }, Cancel)).TryGet(out _, out _));

        Assert.Equal(("segment-missing", "price-off-tick"), (missing!.Faults[0].Code, offTick!.Faults[0].Code));
    }

    Task IExecutionQueue.SendAsync(ExecutionMessage report, CancellationToken cancellationToken)
    {
        sent.Add(report);
        return Task.CompletedTask;
    }

    private static Bar Day(int day, double price = 100, double volume = 1_000_000) =>
        new(new DateTimeOffset(2024, 1, day, 0, 0, 0, TimeSpan.Zero), price, price, price, price, volume);

    private static BookDraft Draft(DateTimeOffset time, (decimal, decimal)[] bids, (decimal, decimal)[] asks) => new(
        time.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffffK", System.Globalization.CultureInfo.InvariantCulture),
        [.. bids.Select(level => new BookLevel(level.Item1, level.Item2))], [.. asks.Select(level => new BookLevel(level.Item1, level.Item2))]);

    private static (decimal, decimal)[] Fills(IEnumerable<ExecutionMessage> reports) =>
        [.. reports.Where(report => report.Kind == ExecutionKinds.Fill).Select(report => (report.Quantity, report.Price))];

    private static (OrderInstructions, decimal) Market(decimal units) => (OrderInstructions.Market, units);

    private static (OrderInstructions, decimal) Limit(decimal units, decimal limit, TimeInForce timeInForce = TimeInForce.GoodTillCancelled) =>
        (new OrderInstructions(OrderKind.Limit) { LimitPrice = new Price(limit), TimeInForce = timeInForce }, units);

    private async Task OpenAsync(AccountId account) => Assert.True(await broker.MoveAsync(
        User, account, PaperMovement.Of(Bookkeeping.Deposit(account, new Money(100_000), "opening", Now), "USD"), Cancel));

    private async Task<OrderKey> SubmitAsync((OrderInstructions Instructions, decimal Units) order, AccountId? account = null, string? group = null, Func<NewOrder, NewOrder>? change = null)
    {
        var intent = new NewOrder(
            new OrderId($"o{++orders}"), User, account ?? Mine, Instrument, Side.Buy, new OrderSize.Units(new Quantity(order.Units)), OrderEffect.Opening,
            new Price(100), null, null, clock.Now)
        {
            Instructions = order.Instructions,
            Segment = Segment.UnitedStates,
            Group = group,
        };
        intent = change?.Invoke(intent) ?? intent;
        Assert.True((await broker.SubmitAsync(intent, Cancel)).TryGet(out _, out var refusal), refusal?.Reason);
        return OrderKey.Of(intent);
    }

    private async Task<bool> StoredAsync(BookDraft draft)
    {
        Assert.True((await store.HandleAsync(Instrument, draft, Cancel)).TryGet(out var stored, out var faults), faults?.ToString());
        return stored!.IsSent;
    }

    private async Task BookAsync(DateTimeOffset time, (decimal, decimal)[] bids, (decimal, decimal)[] asks)
    {
        await StoredAsync(Draft(time, bids, asks));
        await newBook.HandleAsync(Instrument, Cancel);
    }

    private async Task BarsAsync(params Bar[] bars)
    {
        stores.Bars = BarSeries.FromBars(bars);
        foreach (var account in new[] { Mine, Other })
            await exchange.AdvanceAsync(User, account, Instrument, Cancel);
    }

    /// <summary>Fills and endings that the broker tells of, asked for.</summary>
    private async Task<IReadOnlyList<ExecutionMessage>> TradedAsync(OrderKey key) =>
        [.. (await broker.ReportsAsync(key, Cancel)).Where(report => report.Kind is not (ExecutionKinds.Accepted or ExecutionKinds.Working))];
}
