using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Trading.Application.Accounts;
using Trading.Application.Ledger;
using Trading.Application.Reconciliation;
using Trading.Application.Tests.PaperTrading;
using Trading.Domain.Accounts;
using Trading.Domain.Ledger;
using Trading.Domain.Markets;
using Trading.Domain.Orders;
using Trading.Domain.Values;

namespace Trading.Application.Tests.Reconciliation;

public sealed class ReconcileAccountsTests
{
    private static readonly AccountId Account = new("account-1");
    private static readonly InstrumentId Spy = InstrumentId.Create(Market.US, "SPY");
    // New York trades on Monday, 17 June 2024, from 13:30 UTC on.
    private static readonly DateTimeOffset Sunday = new(2024, 6, 16, 14, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Monday = new(2024, 6, 17, 14, 0, 0, TimeSpan.Zero);

    private readonly Bench bench = new();
    private readonly SetClock clock = new() { Now = Sunday };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_idle_account_is_looked_at_when_the_process_starts_and_each_hour()
    {
        await OpenAsync();
        var accounts = Handler();

        Assert.True(await LooksAsync(accounts));
        Assert.False(await LooksAsync(accounts));
        clock.Now += TimeSpan.FromMinutes(59);
        Assert.False(await LooksAsync(accounts));
        clock.Now += TimeSpan.FromMinutes(1);
        Assert.True(await LooksAsync(accounts));
        Assert.True(await LooksAsync(Handler()));
    }

    [Fact]
    public async Task An_account_is_looked_at_after_a_booking_while_it_differs_and_while_an_order_is_open()
    {
        await OpenAsync();
        var accounts = Handler();
        await LooksAsync(accounts);

        await bench.Services.GetRequiredService<MoveCashHandler>().DepositAsync(Bench.User, Account, "a", new CashDraft(5), Cancel);
        Assert.Equal((true, false), (await LooksAsync(accounts), await LooksAsync(accounts)));

        var (held, version) = bench.Stores.PaperAccounts[(Bench.User, Account)];
        bench.Stores.PaperAccounts[(Bench.User, Account)] = (held.Add("USD", -1), version + 1);
        clock.Now += TimeSpan.FromHours(1);
        Assert.Equal((true, true), (await LooksAsync(accounts), await LooksAsync(accounts)));
        bench.Stores.PaperAccounts[(Bench.User, Account)] = (held, version + 2);
        Assert.Equal((true, false), (await LooksAsync(accounts), await LooksAsync(accounts)));

        var intent = new NewOrder(new OrderId("order-1"), Bench.User, Account, Spy, Side.Buy, new OrderSize.Units(new Quantity(1)), OrderEffect.Opening, new Price(1), null, null, Sunday);
        bench.Stores.Orders[OrderKeyOf(intent)] = [OrderRules.Create(intent)];
        Assert.Equal((true, true), (await LooksAsync(accounts), await LooksAsync(accounts)));
    }

    [Fact]
    public async Task A_position_is_looked_at_while_its_market_is_in_session()
    {
        await OpenAsync();
        var fill = new Execution(new ExecutionId("order-1-1"), new Quantity(2), new Price(100), Money.Zero, Sunday);
        var intent = new NewOrder(new OrderId("order-1"), Bench.User, Account, Spy, Side.Buy, new OrderSize.Units(new Quantity(2)), OrderEffect.Opening, new Price(100), null, null, Sunday);
        bench.Stores.Ledgers[Account].Add(Bookkeeping.Trade(bench.Stores.BooksOf(Account), intent, fill));
        var (held, version) = bench.Stores.PaperAccounts[(Bench.User, Account)];
        bench.Stores.PaperAccounts[(Bench.User, Account)] = (held.Trade(Spy, Side.Buy, fill), version + 1);
        var accounts = Handler();

        Assert.Equal((true, false), (await LooksAsync(accounts), await LooksAsync(accounts)));
        clock.Now = Monday;
        Assert.Equal((true, true), (await LooksAsync(accounts), await LooksAsync(accounts)));
    }

    [Fact]
    public async Task An_account_that_cannot_be_looked_at_keeps_no_other_from_it()
    {
        await OpenAsync();
        var lost = new AccountId("account-0");
        bench.Stores.Accounts[lost] = new Account(Bench.User, lost, "Lost", AccountKind.Live, "gone", "USD", Sunday);
        bench.Stores.Ledgers[lost] = [Bookkeeping.Opening(lost, Sunday)];

        await Handler().HandleAsync(Bench.User, bench, Cancel);

        Assert.Equal([Account], bench.Desk.Looks.Keys);
    }

    private ReconcileAccountsHandler Handler() => new(
        bench.Stores, bench.Stores, bench.Stores, bench.Desk,
        ActivatorUtilities.CreateInstance<ReconcileAccountHandler>(bench.Services, clock), clock, NullLogger<ReconcileAccountsHandler>.Instance);

    private async Task<bool> LooksAsync(ReconcileAccountsHandler accounts)
    {
        bench.Desk.Looks.TryGetValue(Account, out var before);
        clock.Now += TimeSpan.FromTicks(1);
        await accounts.HandleAsync(Bench.User, bench, Cancel);
        return bench.Desk.Looks[Account].At != before?.At;
    }

    private async Task OpenAsync() => await bench.Services.GetRequiredService<OpenAccountHandler>().HandleAsync(Bench.User, Account, new AccountDraft("By hand") { InitialBalance = 1000 }, Cancel);

    private static Application.Orders.OrderKey OrderKeyOf(NewOrder intent) => Application.Orders.OrderKey.Of(intent);

    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
