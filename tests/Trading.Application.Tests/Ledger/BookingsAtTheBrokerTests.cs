using Microsoft.Extensions.DependencyInjection;
using Trading.Application.Accounts;
using Trading.Application.Ledger;
using Trading.Application.PaperTrading;
using Trading.Application.Tests.PaperTrading;
using Trading.Domain;
using Trading.Domain.Accounts;
using Trading.Domain.Ledger;
using Trading.Domain.Markets;
using Trading.Domain.Orders;
using Trading.Domain.Values;

namespace Trading.Application.Tests.Ledger;

/// <summary>What is booked by hand on an account with the simulated broker happens there as well: once, and the same.</summary>
public sealed class BookingsAtTheBrokerTests
{
    private static readonly AccountId Account = new("account-1");
    private static readonly InstrumentId Spy = InstrumentId.Create(Market.US, "SPY");
    private static readonly DateTimeOffset Monday = new(2024, 6, 17, 14, 30, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(PaperBroker.Code, null)]
    [InlineData(HostileSimulator.Code, 1)]
    [InlineData(HostileSimulator.OwnIdsCode, 1)]
    public async Task What_is_booked_by_hand_is_counted_by_the_broker_too(string broker, int? seed)
    {
        var bench = await OpenedAsync(draft: new AccountDraft("By hand") { InitialBalance = 1000, Broker = broker, Seed = seed });
        Buy(bench, units: 7, price: 30);

        foreach (var book in Everything(bench))
            await book();

        // 1,000 paid in and 250 more, 100 taken out, 210 spent; 12 of interest, 3.5 of fees; 300 for 390,000 won; a dividend of 1.5 on
        // seven units less 15 %; three new units for two, the half unit paid at 21.
        var dollars = 1000 + 250 - 100 - 210 + 12 - 3.5m - 300 + (10.5m * 0.85m) + (0.5m * 21);
        Assert.Equal((dollars, 390_000m, 10m), (Broker(bench).CashIn("USD"), Broker(bench).CashIn("KRW"), Broker(bench).UnitsOf(Spy)));
        AssertAgree(bench);
    }

    [Fact]
    public async Task An_attempt_that_dies_anywhere_is_completed_by_repeating_it()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var crash = new Crash(seed, 0);
            var bench = await OpenedAsync(crash);
            Buy(bench, units: 7, price: 30);
            crash.Probability = 0.1;

            foreach (var book in Everything(bench))
                await UntilItComesThroughAsync(book);

            crash.Probability = 0;
            Assert.True(Broker(bench).UnitsOf(Spy) == 10, $"seed {seed}: {Broker(bench).UnitsOf(Spy)} units");
            Assert.Equal((seed, 9), (seed, bench.Stores.Ledgers[Account].Count));
            AssertAgree(bench);
        }
    }

    [Fact]
    public async Task A_split_that_died_at_the_broker_is_booked_as_it_was_there_whatever_was_bought_since()
    {
        var crash = new Crash(0, 0);
        var bench = await OpenedAsync(crash);
        Buy(bench, units: 7, price: 30);
        var split = new CorporateActionDraft("US:SPY", "2024-06-21", Ratio: 2);
        crash.Before(nameof(IBooks.TryPostAsync));
        await Assert.ThrowsAsync<CrashException>(() => bench.Services.GetRequiredService<ApplyCorporateActionHandler>().HandleAsync(Bench.User, Account, split, Cancel));
        Buy(bench, units: 1, price: 15);

        await bench.Services.GetRequiredService<ApplyCorporateActionHandler>().HandleAsync(Bench.User, Account, split, Cancel);

        Assert.Equal((15, 225), (bench.Stores.BooksOf(Account).PositionIn(Spy).Units, bench.Stores.BooksOf(Account).PositionIn(Spy).Cost.Value));
        AssertAgree(bench);
    }

    [Fact]
    public async Task What_the_broker_does_not_have_is_not_taken_out_and_nothing_is_left_of_the_wish()
    {
        var bench = await OpenedAsync();
        bench.Stores.PaperAccounts[(Bench.User, Account)] = (Broker(bench).Add("USD", -400), bench.Stores.PaperAccounts[(Bench.User, Account)].Version + 1);

        var refused = await bench.Services.GetRequiredService<MoveCashHandler>().WithdrawAsync(Bench.User, Account, "a", new CashDraft(700), Cancel);

        Assert.False(refused!.Value.TryGet(out _, out var errors));
        Assert.Equal(["amount"], errors!.ToDictionary().Keys);
        Assert.Equal((1000, 600), (bench.Stores.BooksOf(Account).Cash.Value, Broker(bench).CashIn("USD")));
        Assert.Empty(bench.Desk.Proposals);
    }

    private static async Task<Bench> OpenedAsync(Crash? crash = null, AccountDraft? draft = null)
    {
        var bench = new Bench(crash);
        await bench.Services.GetRequiredService<OpenAccountHandler>().HandleAsync(Bench.User, Account, draft ?? new AccountDraft("By hand") { InitialBalance = 1000 }, Cancel);
        return bench;
    }

    private static Func<Task>[] Everything(Bench bench)
    {
        var (cash, payments) = (bench.Services.GetRequiredService<MoveCashHandler>(), bench.Services.GetRequiredService<BookPaymentHandler>());
        var actions = bench.Services.GetRequiredService<ApplyCorporateActionHandler>();
        return
        [
            async () => Granted(await cash.DepositAsync(Bench.User, Account, "a", new CashDraft(250), Cancel)),
            async () => Granted(await cash.WithdrawAsync(Bench.User, Account, "a", new CashDraft(100), Cancel)),
            async () => Granted(await payments.HandleAsync(Bench.User, Account, "a", new PaymentDraft("interest", 12), Cancel)),
            async () => Granted(await payments.HandleAsync(Bench.User, Account, "b", new PaymentDraft("fees", -3.5m), Cancel)),
            async () => Granted(await bench.Services.GetRequiredService<ConvertCurrencyHandler>().HandleAsync(Bench.User, Account, "a", new ConversionDraft("USD", "KRW", 300, 1300), Cancel)),
            async () => Granted(await actions.HandleAsync(Bench.User, Account, new CorporateActionDraft("US:SPY", "2024-06-20", Dividend: 1.5m, WithholdingRate: 0.15m), Cancel)),
            async () => Granted(await actions.HandleAsync(Bench.User, Account, new CorporateActionDraft("US:SPY", "2024-06-21", Ratio: 1.5m, InLieuPrice: 21), Cancel)),
        ];
    }

    // A fill that both have, as if it had been traded and booked.
    private static void Buy(Bench bench, decimal units, decimal price)
    {
        var intent = new NewOrder(
            new OrderId($"order-{bench.Stores.Ledgers[Account].Count}"), Bench.User, Account, Spy, Side.Buy, new OrderSize.Units(new Quantity(units)), OrderEffect.Opening, new Price(price),
            null, null, Monday);
        var fill = new Execution(new ExecutionId($"{intent.Id}-1"), new Quantity(units), new Price(price), Money.Zero, Monday);
        bench.Stores.Ledgers[Account].Add(Bookkeeping.Trade(bench.Stores.BooksOf(Account), intent, fill));
        bench.Stores.PaperAccounts[(Bench.User, Account)] = (Broker(bench).Trade(Spy, Side.Buy, fill), bench.Stores.PaperAccounts[(Bench.User, Account)].Version + 1);
    }

    private static PaperAccount Broker(Bench bench) => bench.Stores.PaperAccounts[(Bench.User, Account)].Account;

    private static void AssertAgree(Bench bench)
    {
        var (books, broker) = (bench.Stores.BooksOf(Account), Broker(bench));
        Assert.Equal(books.Currencies.ToDictionary(code => code, code => books.In(code).Cash.Value), broker.Cash.ToDictionary());
        Assert.Equal(books.Positions.ToDictionary(one => one.Key, one => one.Value.Units), broker.Units.ToDictionary());
        Assert.Empty(bench.Desk.Proposals);
    }

    private static void Granted(Result<BookedView, FieldErrors>? answer) => Assert.True(answer!.Value.TryGet(out _, out var errors), errors?.ToString());

    private static async Task UntilItComesThroughAsync(Func<Task> call)
    {
        while (true)
        {
            try
            {
                await call();
                return;
            }
            catch (CrashException)
            {
                // The client repeats its request.
            }
        }
    }
}
