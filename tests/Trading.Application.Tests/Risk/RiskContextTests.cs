using Microsoft.Extensions.DependencyInjection;
using Trading.Application.Orders;
using Trading.Application.PaperTrading;
using Trading.Application.Realtime;
using Trading.Application.Risk;
using Trading.Application.Tests.PaperTrading;
using Trading.Domain;
using Trading.Domain.Accounts;
using Trading.Domain.Ledger;
using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Domain.Matching;
using Trading.Domain.Orders;
using Trading.Domain.PaperTrading;
using Trading.Domain.Risk;
using Trading.Domain.Signals;
using Trading.Domain.Strategies;
using Trading.Domain.Values;

namespace Trading.Application.Tests.Risk;

/// <summary>
/// A replay that stands at the close of Monday 2026-01-05. Deposit 10,000. Friday: 10 bought at 98, fee 1, close 100. Monday: 5 bought at 95, fee 1, close 90.
/// Cash 10,000 - 980 - 1 - 475 - 1 = 8,543; equity 8,543 + 15 x 90 = 9,893; before Monday 9,019 + 10 x 100 = 10,019; profit of Monday -126.
/// </summary>
public sealed class RiskContextTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly InstrumentId Spy = InstrumentId.Create(Market.US, "SPY");
    private static readonly AccountId Account = new("account-1");
    private static readonly StrategyId Strategy = new("strategy-1");
    private static readonly DateTimeOffset Friday = new(2026, 1, 2, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Monday = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    private readonly Bench bench = new();

    public RiskContextTests()
    {
        long[] times = [Friday.UtcTicks, Monday.UtcTicks];
        double[] closes = [100, 90];
        bench.Stores.Bars = BarSeries.FromColumns(times, closes, closes, closes, closes, closes);
        var document = new StrategyDocument("Cross", Spy, Interval.OneDay, new StrategyRules("close > 1", null, new Sizing(SizingKind.AllIn, false)), TradingCosts.None);
        bench.Stores.Deployments[new DeploymentId(Account.Value)] = (
            new Deployment(Bench.User, new DeploymentId(Account.Value), document, Strategy, new Money(10_000), new ReplayPlan(Friday, Monday.AddYears(1), 0), Friday)
            {
                Cursor = Monday, LastClose = new Price(90),
            },
            1);
        bench.Stores.Ledgers[Account] = [Bookkeeping.Deposit(Account, new Money(10_000), "opening", Friday)];
        Bought(10, 98, Friday);
        Bought(5, 95, Monday);
    }

    [Fact]
    public async Task The_day_s_profit_is_counted_from_the_close_before_without_deposits_and_after_fees()
    {
        Limit(new RiskScope.OfUser(), new RiskLimits { MaxDailyLoss = new Money(1_000) });

        var context = await ReadAsync();

        Assert.Equal(new RiskAccount(new Money(9_893), new Money(1_350), new Money(1_350), new Money(-126)), context.Account);
        // New York closes at 16:00, in January 21:00 UTC.
        Assert.Equal(new RiskMarket(Monday.AddHours(21), new Price(90), new Price(100), Segment.UnitedStates), context.Market);
    }

    [Theory]
    [InlineData("user")]
    [InlineData("account:account-1")]
    [InlineData("strategy:strategy-1")]
    public async Task A_limit_of_each_scope_denies_the_order(string scope)
    {
        Assert.True(RiskScope.TryParse(scope, out var limited));
        Limit(limited, new RiskLimits { MaxDailyLoss = new Money(125) });
        var key = Stored("order-1", 10);

        await bench.Services.GetRequiredService<CheckRiskHandler>().HandleAsync(key, Cancel);

        Assert.Equal((OrderStatus.RiskDenied, "daily-loss"), (OrderOf(key).Status, OrderOf(key).EndCode));
        Assert.Equal("The day's loss is 126, the limit is 125.", OrderOf(key).EndReason);
    }

    [Theory]
    [InlineData("account:account-2")]
    [InlineData("strategy:strategy-2")]
    public async Task The_limits_of_others_do_not_hold(string scope)
    {
        Assert.True(RiskScope.TryParse(scope, out var limited));
        Limit(limited, new RiskLimits { TradingState = TradingState.Halted });

        Assert.True(RiskRules.Judge(RiskRules.All, await ReadAsync()).Passed);
    }

    [Fact]
    public async Task An_order_that_passes_near_a_limit_is_told_to_the_owner_s_pages()
    {
        // 10 units at 90 are worth 900: 90 % of the limit.
        Limit(new RiskScope.OfUser(), new RiskLimits { MaxOrderValue = new Money(1_000) });
        var key = Stored("order-1", 10);

        await bench.Services.GetRequiredService<CheckRiskHandler>().HandleAsync(key, Cancel);
        await bench.Services.GetRequiredService<CheckRiskHandler>().HandleAsync(key, Cancel);

        Assert.True(OrderOf(key).IsCleared);
        Assert.Equal([PushMessages.RiskWarning], bench.Pushed);
    }

    [Fact]
    public async Task The_same_order_again_is_a_mistake_unless_the_first_was_denied()
    {
        Limit(new RiskScope.OfUser(), new RiskLimits { DuplicateWindowSeconds = 3_600, MaxOrderValue = new Money(950) });
        var check = bench.Services.GetRequiredService<CheckRiskHandler>();
        foreach (var (id, units, code) in new (string, int, string?)[] { ("order-1", 11, "order-value"), ("order-2", 10, null), ("order-3", 10, "duplicate"), ("order-4", 9, null) })
        {
            var key = Stored(id, units);
            await check.HandleAsync(key, Cancel);
            Assert.Equal((id, code), (id, OrderOf(key).EndCode));
        }
    }

    /// <summary>15 units cost 97 on average, so that 5 of them sold at 90 lose 35 of 485; capital 10,000 - 3 of commissions - 35.</summary>
    [Fact]
    public async Task What_the_ledger_shows_as_lost_stops_openings_where_a_protection_says_so()
    {
        Limit(new RiskScope.OfStrategy(Strategy), new RiskLimits { Protections = [new Protection(ProtectionKind.LosingTrades, 1, 7 * 86_400, 86_400)] });
        Assert.Empty((await ReadAsync()).Closed);
        Traded(Side.Sell, 5, 90, Monday);

        var context = await ReadAsync();

        Assert.Equal([new ClosedTrade(Spy, Monday, new Money(-35), new Money(485), new Money(9_962))], context.Closed);
        Assert.Equal("losing-trades", RiskRules.Judge(RiskRules.All, context).Denial?.Check);
    }

    [Fact]
    public async Task Trades_that_were_closed_too_long_ago_are_not_read()
    {
        Limit(new RiskScope.OfUser(), new RiskLimits { CooldownSeconds = 86_400 });
        Traded(Side.Sell, 5, 90, Friday);
        Traded(Side.Buy, 1, 90, Monday);
        Assert.Empty((await ReadAsync()).Closed);

        Limit(new RiskScope.OfUser(), new RiskLimits { CooldownSeconds = 7 * 86_400 });
        Assert.Single((await ReadAsync()).Closed);
    }

    [Fact]
    public async Task An_order_that_is_only_asked_about_is_judged_and_not_stored()
    {
        Limit(new RiskScope.OfUser(), new RiskLimits { TradingState = TradingState.Reducing, PriceCollar = 0.1m });
        ByHand();

        Assert.True((await AskAsync(Sale(15))).TryGet(out var getsOut, out _));
        Assert.True((await AskAsync(Sale(15.5m) with { Kind = OrderKind.Limit, LimitPrice = 120 })).TryGet(out var turns, out _));

        Assert.True(getsOut.Passed);
        Assert.Equal(["trading-state", "price-collar"], turns.Findings.Where(finding => finding.Outcome is RiskOutcome.Deny).Select(finding => finding.Check));
        Assert.Empty(bench.Stores.Orders);
    }

    [Fact]
    public async Task Every_wrong_field_of_an_order_that_is_asked_about_is_named()
    {
        Assert.False((await AskAsync(Sale(0) with { Account = "no/account", Kind = OrderKind.Limit, LimitPrice = -1, Tag = "no tag" })).TryGet(out _, out var wrong));

        Assert.Equal(["account", "limitPrice", "quantity", "tag"], wrong.Faults.Select(fault => fault.Field).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_a_strategy_trades_alone_is_not_asked_about()
    {
        bench.Stores.Accounts[Account] = new Account(Bench.User, Account, "Cross", AccountKind.Deployment, PaperBroker.Code, "USD", Friday);

        Assert.False((await AskAsync(Sale(1) with { Account = Account.Value })).TryGet(out _, out var wrong));

        Assert.Equal("account-of-deployment", Assert.Single(wrong.Faults).Code);
    }

    private static RequestedOrder Sale(decimal units) => new("account-2", "US", "SPY", Side.Sell) { Quantity = units };

    private Task<Result<RiskVerdict, OrderFaults>> AskAsync(RequestedOrder order) => bench.Services.GetRequiredService<TryOrderHandler>().HandleAsync(Bench.User, order, Cancel);

    /// <summary>The same books on an account that a person trades.</summary>
    private AccountId ByHand()
    {
        var id = new AccountId("account-2");
        bench.Stores.Accounts[id] = new Account(Bench.User, id, "By hand", AccountKind.Simulator, PaperBroker.Code, "USD", Friday);
        bench.Stores.Ledgers[id] = [.. bench.Stores.Ledgers[Account]];
        return id;
    }

    private static NewOrder Intent(string id, decimal units, DateTimeOffset at) => new(
        new OrderId(id), Bench.User, Account, Spy, Side.Buy, new OrderSize.Units(new Quantity(units)), OrderEffect.Opening, new Price(90),
        new SignalId(id), new DeploymentId(Account.Value), at);

    private void Bought(decimal units, decimal price, DateTimeOffset at) => Traded(Side.Buy, units, price, at);

    private void Traded(Side side, decimal units, decimal price, DateTimeOffset at)
    {
        var execution = new Execution(new ExecutionId($"{side}-{at:yyyyMMdd}"), new Quantity(units), new Price(price), new Money(1), at);
        bench.Stores.Ledgers[Account].Add(Bookkeeping.Trade(bench.Stores.BooksOf(Account), Intent("earlier", units, at) with { Side = side }, execution));
    }

    private void Limit(RiskScope scope, RiskLimits limits) => bench.Stores.Limits[scope] = limits;

    private OrderKey Stored(string id, decimal units)
    {
        var intent = Intent(id, units, TimeProvider.System.GetUtcNow());
        bench.Stores.Orders[OrderKey.Of(intent)] = [OrderRules.Create(intent)];
        return OrderKey.Of(intent);
    }

    private Order OrderOf(OrderKey key) => OrderRules.Fold(bench.Stores.Orders[key]);

    private Task<RiskContext> ReadAsync() => bench.Services.GetRequiredService<RiskContextReader>().ReadAsync(
        Bench.User, Account, RiskOrder.Of(Intent("asked", 1, Monday)), null, Cancel);
}
