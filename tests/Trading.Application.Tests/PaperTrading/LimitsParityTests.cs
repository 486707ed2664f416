using Trading.Application.Backtests;
using Trading.Application.PaperTrading;
using Trading.Application.Risk;
using Trading.Application.Strategies;
using Trading.Domain.Accounts;
using Trading.Domain.MarketData;
using Trading.Domain.Orders;
using Trading.Domain.Risk;
using Trading.Domain.Values;
using Trading.Quant.SyntheticData;

namespace Trading.Application.Tests.PaperTrading;

/// <summary>The same limits deny the same orders, whether a strategy is replayed through the whole order path or back-tested.</summary>
public sealed class LimitsParityTests
{
    private const int Day = 86_400;
    private const int Seed = 11;
    private static readonly BarSeries Bars = SyntheticBars.Daily(Seed, 500, new DateOnly(2016, 1, 4));

    public static TheoryData<string, RiskLimits> Limits => new()
    {
        { "order-value", new RiskLimits { MaxOrderValue = new Money(9_700) } },
        { "daily-loss", new RiskLimits { MaxDailyLoss = new Money(20) } },
        { "daily-loss-share", new RiskLimits { MaxDailyLossShare = 0.002m } },
        { "cooldown", new RiskLimits { CooldownSeconds = 7 * Day } },
        { "losing-trades", new RiskLimits { Protections = [new Protection(ProtectionKind.LosingTrades, 3, 30 * Day, 10 * Day)] } },
        { "drawdown", new RiskLimits { Protections = [new Protection(ProtectionKind.Drawdown, 2, 60 * Day, 20 * Day) { Threshold = 0.03m }] } },
        { "low-profit", new RiskLimits { Protections = [new Protection(ProtectionKind.LowProfit, 3, 60 * Day, 5 * Day) { Threshold = 0.01m }] } },
        { "trading-state", new RiskLimits { TradingState = TradingState.Reducing } },
        { "restricted", new RiskLimits { Restricted = [Spy.Series.Instrument] } },
        { "position-share", new RiskLimits { MaxPositionShare = 0.99m } },
        { "leverage", new RiskLimits { MaxLeverage = 0.99m } },
    };

    [Theory]
    [MemberData(nameof(Limits))]
    public async Task A_replay_and_a_back_test_deny_the_same_orders(string check, RiskLimits limits)
    {
        var draft = Spy.Cross(new ReplayDraft()) with
        {
            Strategy = new StrategyDraft("close > sma(5)", "close < sma(5)", new SizingDraft("allIn", WholeUnits: true)),
            Costs = new CostsDraft(CommissionRate: 0.001m, SlippageRate: 0.0005m),
            InitialCash = 10_000,
        };
        var bench = new Bench { Stores = { Bars = Bars } };
        bench.Stores.Limits[new RiskScope.OfUser()] = limits;
        await bench.StartAsync(draft);
        await bench.RunAsync();
        var request = BacktestReader.Read(
            new BacktestDraft(draft.Name, draft.Market, draft.Symbols, draft.Interval, draft.InitialCash, draft.Strategy, draft.Costs), new FieldErrors())!;

        var run = BacktestRunner.Run(request with { Limits = limits }, new BacktestData([Bars], []), TestContext.Current.CancellationToken);

        var orders = bench.Stores.Orders.Values.Select(OrderRules.Fold).ToList();
        var denied = orders.Where(order => order.Status is OrderStatus.RiskDenied).GroupBy(order => order.EndCode!).ToDictionary(one => one.Key, one => one.Count());
        Assert.True(run.Denials!.ByCheck.GetValueOrDefault(check) > 0, $"seed {Seed}: {check} denied nothing, so that nothing is shown");
        Assert.Equal(denied, run.Denials.ByCheck);
        Assert.Equal(DeploymentStatus.Completed, bench.Deployment().Status);
        Assert.Equal(
            orders.Where(order => order.Status is OrderStatus.Filled).Select(order => order.Executions[^1].At.UtcTicks).Order(),
            run.Trades.SelectMany(trade => new[] { trade.EntryTime, trade.ExitTime ?? 0 }).Where(time => time > 0).Order());
        var books = bench.Stores.BooksOf(new AccountId("deployment-1"));
        Assert.Equal(run.Result.FinalEquity, (double)books.EquityAt(_ => Price.FromMarket(Bars[^1].Close)).Value, 0.005);
    }
}
