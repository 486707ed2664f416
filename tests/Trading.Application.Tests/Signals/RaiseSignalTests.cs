using Microsoft.Extensions.DependencyInjection;
using Trading.Application.Accounts;
using Trading.Application.Orders;
using Trading.Application.PaperTrading;
using Trading.Application.Realtime;
using Trading.Application.Signals;
using Trading.Application.Tests.PaperTrading;
using Trading.Domain.Accounts;
using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Domain.Orders;
using Trading.Domain.Risk;
using Trading.Domain.Signals;
using Trading.Domain.Values;
using Trading.Application.Risk;

namespace Trading.Application.Tests.Signals;

/// <summary>An account with 1,000 dollars; SPY stands at 100.</summary>
public sealed class RaiseSignalTests
{
    private static readonly AccountId Account = new("account-1");
    private static readonly InstrumentId Spy = InstrumentId.Create(Market.US, "SPY");
    private static readonly DateTimeOffset Friday = new(2024, 6, 14, 0, 0, 0, TimeSpan.Zero);
    private static readonly SignalDraft Dip = new(Account.Value, "US", "spy", "RSI is low.")
    {
        Quantity = 4, Tag = "dip", Confidence = 0.75, Evidence = new Dictionary<string, double> { ["rsi(14)"] = 28.5 },
    };

    private readonly Bench bench = new() { Stores = { Bars = Bars(1) } };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_signal_becomes_one_order_that_says_where_it_comes_from_however_often_it_is_asked_for()
    {
        await OpenAsync();

        var signal = await RaiseAsync("a", SignalKind.Buy, Dip);
        var pending = Assert.Single((await ListAsync()).Signals);
        Assert.Equal(signal, await RaiseAsync("a", SignalKind.Buy, Dip));
        await bench.RunAsync();

        var order = OrderRules.Fold(Assert.Single(bench.Stores.Orders).Value);
        Assert.Equal((signal.OrderId, (SignalId?)signal.Id, "dip", 4m, OrderStatus.Working), (order.Id, order.Intent.Signal, order.Intent.Tag, order.Ordered!.Value.Value, order.Status));
        var view = Assert.Single((await ListAsync()).Signals);
        Assert.Equal((false, null, true, OrderStatus.Working), (pending.Processed, pending.OrderStatus, view.Processed, view.OrderStatus!.Value));
        Assert.Equal((100m, Friday, "RSI is low.", 0.75, 28.5, order.Id.Value), (view.Price, view.BarTime, view.Reason, view.Confidence!.Value, view.Evidence!["rsi(14)"], view.Order));
        Assert.Equal(1, bench.Pushed.Count(message => message == PushMessages.SignalRaised));
    }

    [Fact]
    public async Task A_signal_to_hold_is_kept_with_its_reason_and_leads_to_no_order()
    {
        await OpenAsync();
        var hold = new SignalDraft(Account.Value, "US", "spy", "RSI is neither low nor high.") { Confidence = 0.6, Evidence = new Dictionary<string, double> { ["rsi(14)"] = 51 } };

        var signal = await RaiseAsync("a", SignalKind.Hold, hold);
        Assert.Equal(signal, await RaiseAsync("a", SignalKind.Hold, hold));
        await bench.RunAsync();

        Assert.Empty(bench.Stores.Orders);
        var view = Assert.Single((await ListAsync()).Signals);
        Assert.Equal((SignalKind.Hold, null, null, true, 100m, 51.0), (view.Kind, view.Side, view.Order, view.Processed, view.Price, view.Evidence!["rsi(14)"]));
        Assert.Equal([("quantity", "hold-trades-nothing"), ("tag", "hold-trades-nothing")], await RefusedAsync("b", SignalKind.Hold, Dip));
    }

    [Fact]
    public async Task A_signal_becomes_one_order_whatever_dies_on_the_way()
    {
        for (var seed = 1; seed <= 200; seed++)
        {
            var crash = new Crash(seed, 0);
            var hostile = new Bench(crash) { Stores = { Bars = Bars(1) } };
            await OpenAsync(hostile);
            crash.Probability = 0.1;
            // An order that rests is looked at for as long as looks are broken off, so that has an end.
            hostile.AfterStep = step =>
            {
                crash.Probability = step < 100 ? crash.Probability : 0;
                return Task.CompletedTask;
            };

            var raised = await UntilItComesThroughAsync(() => hostile.Services.GetRequiredService<RaiseSignalHandler>().HandleAsync(Bench.User, "a", SignalKind.Buy, Dip, Cancel));
            await hostile.RunAsync();

            Assert.True(raised.TryGet(out var signal, out _), $"seed {seed}");
            Assert.Equal((seed, signal.OrderId), (seed, Assert.Single(hostile.Stores.Orders).Key.Id));
            Assert.Equal((seed, 1), (seed, hostile.Stores.AtBroker.Count));
        }
    }

    [Fact]
    public async Task A_key_that_raised_one_signal_raises_no_other()
    {
        await OpenAsync();
        await RaiseAsync("a", SignalKind.Buy, Dip);

        foreach (var (kind, draft) in new[]
        {
            (SignalKind.Sell, Dip), (SignalKind.Buy, Dip with { Quantity = 5 }), (SignalKind.Buy, Dip with { Reason = "Another." }), (SignalKind.Buy, Dip with { Symbol = "QQQ" }),
            (SignalKind.Buy, Dip with { Evidence = null }), (SignalKind.Buy, Dip with { Tag = null }),
        })
            Assert.Equal([("Idempotency-Key", "idempotency-key-reused")], await RefusedAsync("a", kind, draft));
        Assert.Single(bench.Stores.Signals);
    }

    [Fact]
    public async Task A_share_of_the_cash_is_counted_when_the_order_is_made_and_a_sale_without_a_size_sells_all_that_is_held()
    {
        await OpenAsync();
        await RaiseAsync("a", SignalKind.Buy, Dip with { Quantity = null, CashShare = 0.4m, Tag = null });
        await FillAsync(2);
        // 400 dollars buy 3.99 units at 100 and a dollar of commission.
        var held = bench.Stores.BooksOf(Account).PositionIn(Spy).Units;
        Assert.InRange(held, 3.9m, 4);

        var stop = Dip with { Quantity = null, Tag = null, Reason = "The loss is 5 %." };
        await RaiseAsync("b", SignalKind.StopLoss, stop);
        await FillAsync(3);

        Assert.Equal(0, bench.Stores.BooksOf(Account).PositionIn(Spy).Units);
        Assert.Equal(["entry", "stop-loss"], bench.Stores.Orders.Values.Select(events => OrderRules.Fold(events).Intent.Tag).Order());
        Assert.Equal([OrderEffect.Opening, OrderEffect.Reducing], bench.Stores.Orders.Values.Select(events => OrderRules.Fold(events).Intent.Effect).Order());
        // Asked for again when there is nothing left to sell, it is still the signal that was raised.
        Assert.Equal(SignalKind.StopLoss, (await RaiseAsync("b", SignalKind.StopLoss, stop)).Kind);
        Assert.Equal([("quantity", "nothing-held")], await RefusedAsync("c", SignalKind.Sell, stop));
        await bench.RunAsync();
        Assert.Equal(2, bench.Stores.Orders.Count);
    }

    [Fact]
    public async Task A_denied_signal_says_which_check_denied_it()
    {
        await OpenAsync();
        bench.Stores.Limits[new RiskScope.OfUser()] = new RiskLimits { MaxOrderValue = new Money(300) };

        await RaiseAsync("a", SignalKind.Buy, Dip);
        await bench.RunAsync();

        var view = Assert.Single((await ListAsync()).Signals);
        Assert.Equal((OrderStatus.RiskDenied, "order-value"), (view.OrderStatus!.Value, view.EndCode));
        Assert.Contains("300", view.EndReason, StringComparison.Ordinal);
    }

    public static TheoryData<SignalKind, SignalDraft, string, string> Wrong => new()
    {
        { SignalKind.Buy, Dip with { Reason = " " }, "reason", "reason-malformed" },
        { SignalKind.Buy, Dip with { Confidence = 1.01 }, "confidence", "confidence-out-of-range" },
        { SignalKind.Buy, Dip with { Confidence = -0.01 }, "confidence", "confidence-out-of-range" },
        { SignalKind.Buy, Dip with { Evidence = Enumerable.Range(0, 21).ToDictionary(i => $"figure {i}", i => (double)i) }, "evidence", "evidence-malformed" },
        { SignalKind.Buy, Dip with { Evidence = new Dictionary<string, double> { [""] = 1 } }, "evidence", "evidence-malformed" },
        { SignalKind.Buy, Dip with { CashShare = 0.5m }, "cashShare", "size-ambiguous" },
        { SignalKind.Buy, Dip with { Quantity = null, CashShare = 1.1m }, "cashShare", "cash-share-out-of-range" },
        { SignalKind.Buy, Dip with { Quantity = null, CashShare = 0 }, "cashShare", "cash-share-out-of-range" },
        { SignalKind.Sell, Dip with { Quantity = null, CashShare = 0.5m }, "cashShare", "cash-share-not-allowed" },
        { SignalKind.Sell, Dip with { Quantity = null }, "quantity", "nothing-held" },
        { SignalKind.Buy, Dip with { Quantity = null }, "quantity", "size-missing" },
        { SignalKind.Buy, Dip with { Quantity = 0 }, "quantity", "quantity-out-of-range" },
        { SignalKind.Buy, Dip with { LimitPrice = 99.999m }, "limitPrice", "limit-price-off-tick" },
        { SignalKind.Buy, Dip with { Account = "none" }, "account", "account-unknown" },
        { SignalKind.Buy, Dip with { Account = "a/b" }, "account", "account-unknown" },
        { SignalKind.Buy, Dip with { Market = "MOON" }, "market", "market-unknown" },
        { SignalKind.Buy, Dip with { Symbol = "QQQ" }, "symbol", "symbol-without-price" },
        { SignalKind.Buy, Dip with { Tag = "a b" }, "tag", "tag-malformed" },
        { SignalKind.Hold, Dip, "quantity", "hold-trades-nothing" },
        { SignalKind.Hold, Dip with { Quantity = null, Tag = null, Symbol = "QQQ" }, "symbol", "symbol-without-price" },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public async Task What_cannot_be_a_signal_is_refused_by_field_with_a_code_of_its_own(SignalKind kind, SignalDraft draft, string field, string code)
    {
        await OpenAsync();

        Assert.Contains((field, code), await RefusedAsync("a", kind, draft));
        Assert.Empty(bench.Stores.Signals);
    }

    [Fact]
    public async Task Signals_are_listed_newest_first_by_kind_and_account_in_pages()
    {
        await OpenAsync();
        for (var i = 0; i < 3; i++)
            await RaiseAsync($"buy-{i}", SignalKind.Buy, Dip with { Quantity = 1 + i });
        await RaiseAsync("sell", SignalKind.Sell, Dip with { Quantity = 1 });

        Assert.Equal([null, 3m, 2m, 1m], (await ListAsync()).Signals.Select(view => view.Kind is SignalKind.Buy ? view.Quantity : null));
        Assert.Single((await ListAsync(SignalKind.Sell)).Signals);
        Assert.Empty((await ListAsync(SignalKind.StopLoss)).Signals);
        Assert.Empty((await bench.Services.GetRequiredService<GetSignalsHandler>().ListAsync(Bench.User, null, new AccountId("other"), 10, null, Cancel)).Signals);
        var first = await ListAsync(SignalKind.Buy, limit: 2);
        var second = await ListAsync(SignalKind.Buy, limit: 2, first.Continuation);
        Assert.Equal([3m, 2m, 1m], first.Signals.Concat(second.Signals).Select(view => view.Quantity!.Value));
        Assert.Null(second.Continuation);
    }

    [Fact]
    [Trait("Reference", "beside")]
    public async Task Signals_of_deployments_are_listed_with_their_rule_and_their_orders_are_tagged()
    {
        bench.Stores.Bars = PaperTrading.Spy.Bars().Slice(0, 300);
        await bench.StartAsync(PaperTrading.Spy.Cross(new ReplayDraft()));
        await bench.RunAsync();

        var entry = (await ListAsync(SignalKind.Buy)).Signals[0];
        Assert.Equal(("deployment-1", "sma(10) crosses above sma(30)", "entry", OrderStatus.Filled), (entry.Deployment, entry.Reason, entry.Tag, entry.OrderStatus!.Value));
        Assert.All((await ListAsync(SignalKind.Sell)).Signals, exit => Assert.Equal(("sma(10) crosses below sma(30)", "exit"), (exit.Reason, exit.Tag)));
        Assert.Equal("entry", OrderRules.Fold(bench.Stores.Orders[new OrderKey(Bench.User, new AccountId("deployment-1"), new OrderId(entry.Order!))]).Intent.Tag);
    }

    private static BarSeries Bars(int count) => BarSeries.FromBars([.. Enumerable.Range(0, count).Select(day => new Bar(Friday.AddDays(3 * day), 100, 101, 99, 100, 1_000_000))]);

    private Task OpenAsync() => OpenAsync(bench);

    private static async Task<T> UntilItComesThroughAsync<T>(Func<Task<T>> call)
    {
        while (true)
        {
            try
            {
                return await call();
            }
            catch (CrashException)
            {
                // The client repeats its request.
            }
        }
    }

    private static async Task OpenAsync(Bench bench) => await bench.Services.GetRequiredService<OpenAccountHandler>().HandleAsync(Bench.User, Account, new AccountDraft("By hand") { InitialBalance = 1000 }, Cancel);

    private async Task FillAsync(int bars)
    {
        await bench.RunAsync();
        bench.Stores.Bars = Bars(bars);
        foreach (var report in await bench.Services.GetRequiredService<PaperExchange>().AdvanceAsync(Bench.User, Account, Spy, Cancel))
            await bench.Services.GetRequiredService<RecordExecutionHandler>().HandleAsync(report, bench, Cancel);
        await bench.RunAsync();
    }

    private async Task<Signal> RaiseAsync(string id, SignalKind kind, SignalDraft draft)
    {
        var raised = await bench.Services.GetRequiredService<RaiseSignalHandler>().HandleAsync(Bench.User, id, kind, draft, Cancel);
        Assert.True(raised.TryGet(out var signal, out var faults), faults?.ToString());
        return signal;
    }

    private async Task<IEnumerable<(string Field, string Code)>> RefusedAsync(string id, SignalKind kind, SignalDraft draft)
    {
        var raised = await bench.Services.GetRequiredService<RaiseSignalHandler>().HandleAsync(Bench.User, id, kind, draft, Cancel);
        Assert.False(raised.TryGet(out _, out var faults));
        return faults!.Faults.Select(fault => (fault.Field, fault.Code));
    }

    private Task<SignalPage> ListAsync(SignalKind? kind = null, int limit = 100, string? continuation = null) =>
        bench.Services.GetRequiredService<GetSignalsHandler>().ListAsync(Bench.User, kind, null, limit, continuation, Cancel);
}
