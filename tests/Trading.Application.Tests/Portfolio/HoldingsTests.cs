using Microsoft.Extensions.DependencyInjection;
using Trading.Application.Accounts;
using Trading.Application.MarketData;
using Trading.Application.Portfolio;
using Trading.Application.Tests.PaperTrading;
using Trading.Domain.Accounts;
using Trading.Domain.Ledger;
using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Domain.Orders;
using Trading.Domain.Risk;
using Trading.Domain.Values;

namespace Trading.Application.Tests.Portfolio;

/// <summary>
/// Two accounts: 1,000 and ten SPY bought at 50 in the first, four of which are sold at 55 for a charge of 1; 500 and two bought at 60 in the second. SPY closes at 65.
/// </summary>
public sealed class HoldingsTests
{
    private static readonly InstrumentId Spy = InstrumentId.Create(Market.US, "SPY");
    private static readonly TransactionFilter Everything = new(null, null, null, DateOnly.MinValue, DateOnly.MaxValue);

    private readonly Bench bench = new();
    private readonly MemoryStores stores;

    public HoldingsTests()
    {
        stores = bench.Stores;
        Open("account-1", 1000, Trade("order-1", 10, 500, 0, 0, At(1)), Trade("order-2", -4, -200, -20, 1, At(2)));
        Open("account-2", 500, Trade("order-3", 2, 120, 0, 0, At(3)));
        stores.Bars = BarSeries.FromBars([new Bar(new DateTimeOffset(2024, 7, 3, 0, 0, 0, TimeSpan.Zero), 65, 65, 65, 65, 1)]);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private GetAccountsHandler Accounts => new(stores, stores, new LatestPrices(stores));

    [Fact]
    public async Task Positions_of_all_accounts_stand_at_the_last_price_with_their_share_of_the_money()
    {
        var view = await HoldingsAsync(null);

        // Six and two at 65: 390 and 130, which cost 300 and 120.
        Assert.Equal([("account-1", 6m, 390m, 90m), ("account-2", 2m, 130m, 10m)],
            view.Positions.Select(one => (one.Account, one.Position.Quantity, one.Position.MarketValue, one.Position.UnrealisedProfit)));
        // Cash: 1000 - 500 + 220 - 1 = 719, and 380: 1099. With 520 of stock 1619.
        var usd = Assert.Single(view.Allocation);
        Assert.Equal((1619m, 1099m), (usd.Equity, usd.Cash));
        Assert.Equal([1099 / 1619.0, 520 / 1619.0], [usd.CashShare, usd.Instruments[0].Share], (one, other) => Math.Abs(one - other) < 1e-12);
        Assert.Equal(("US:SPY", 8m, 520m), (usd.Instruments[0].Instrument, usd.Instruments[0].Quantity, usd.Instruments[0].MarketValue));
    }

    [Fact]
    public async Task In_one_currency_all_money_stands_at_the_last_rate_whichever_way_round_it_is_stored()
    {
        stores.Ledgers[new AccountId("account-2")].Add(Bookkeeping.Deposit(new AccountId("account-2"), new Money(1_380_000), "won", At(3), "KRW"));
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        bench.Rates.Set("USDKRW", today.AddDays(-1), 1380);

        var won = (await HoldingsAsync("KRW")).Together!;
        // 1,619 dollars are 2,234,220 won; 1,099 of them are cash: 1,516,620.
        Assert.Equal((3_614_220m, 2_896_620m, 717_600m), (won.TotalAssets, won.Cash, won.StockValue));
        Assert.Equal([new UsedRate("USD", 1380, today.AddDays(-1))], won.Rates);
        Assert.Equal(["USD", "KRW"], won.Shares.Select(share => share.Currency));
        Assert.Equal(2_234_220 / 3_614_220.0, won.Shares[0].Share, 12);

        // 1,380,000 won are 1,000 dollars.
        Assert.Equal(2619m, (await HoldingsAsync("USD")).Together!.TotalAssets, 6);
    }

    [Fact]
    public async Task A_currency_without_a_rate_of_these_days_is_refused_by_name()
    {
        bench.Rates.Set("USDKRW", DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-15), 1380);

        Assert.False((await bench.Services.GetRequiredService<GetHoldingsHandler>().HandleAsync(Bench.User, "KRW", Cancel)).TryGet(out _, out var errors));
        Assert.Contains("in which USD has a stored rate", errors.ToDictionary()["currency"][0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_portfolio_shows_every_account_by_itself()
    {
        var view = await bench.Services.GetRequiredService<GetPortfolioHandler>().HandleAsync(Bench.User, Cancel);

        Assert.Equal([("account-1", AccountKind.Simulator, 719m, 1109m), ("account-2", AccountKind.Simulator, 380m, 510m)],
            view.Accounts.Select(account => (account.Id, account.Kind, account.Cash, account.Equity)));
        Assert.Equal(new CurrencyFunds("USD", 1099, 520, 1619, 1500, 100, 20, 1, 0), view.Totals.Single());
    }

    [Fact]
    public async Task Money_of_another_currency_stands_beside_an_accounts_own_and_is_never_added_to_it()
    {
        stores.Ledgers[new AccountId("account-2")].Add(Bookkeeping.Deposit(new AccountId("account-2"), new Money(1_380_000), "won", At(3), "KRW"));

        var (_, balance) = (await Accounts.FindAsync(Bench.User, new AccountId("account-2"), Cancel))!.Value;
        Assert.Equal(("USD", 380m, 130m, 510m), (balance.Currency, balance.Cash, balance.MarketValue, balance.Equity));
        Assert.Equal([new CurrencyFunds("KRW", 1_380_000, 0, 1_380_000, 1_380_000, 0, 0, 0, 0)], balance.Foreign);

        var view = await bench.Services.GetRequiredService<GetPortfolioHandler>().HandleAsync(Bench.User, Cancel);
        Assert.Equal([0, 1], view.Accounts.Select(account => account.Foreign.Count));
        Assert.Equal([("KRW", 1_380_000m), ("USD", 1619m)], view.Totals.Select(total => (total.Currency, total.Equity)));
    }

    [Fact]
    public async Task Trades_are_listed_newest_first_with_price_charges_and_profit()
    {
        var page = await Transactions().ListAsync(Bench.User, Everything, 10, null, Cancel);

        Assert.Equal(["order-3", "order-2", "order-1"], page.Transactions.Select(trade => trade.Order));
        Assert.Equal((Side.Sell, 4m, 55m, 220m, 1m, 20m),
            (page.Transactions[1].Side, page.Transactions[1].Quantity, page.Transactions[1].Price, page.Transactions[1].Value, page.Transactions[1].Fees, page.Transactions[1].RealisedProfit));
        Assert.Null(page.Continuation);
    }

    [Fact]
    public async Task Pages_follow_one_another_without_gap_or_repetition()
    {
        var first = await Transactions().ListAsync(Bench.User, Everything, 2, null, Cancel);
        var second = await Transactions().ListAsync(Bench.User, Everything, 2, first.Continuation, Cancel);

        Assert.Equal(["order-3", "order-2"], first.Transactions.Select(trade => trade.Order));
        Assert.Equal(["order-1"], second.Transactions.Select(trade => trade.Order));
        Assert.Null(second.Continuation);
    }

    [Fact]
    public async Task Filters_choose_by_account_side_symbol_and_day()
    {
        async Task<IEnumerable<string>> OrdersAsync(TransactionFilter filter) => (await Transactions().AllAsync(Bench.User, filter, Cancel)).Select(trade => trade.Order);

        Assert.Equal(["order-2", "order-1"], await OrdersAsync(Everything with { Account = new AccountId("account-1") }));
        Assert.Equal(["order-2"], await OrdersAsync(Everything with { Side = Side.Sell }));
        Assert.Equal(["order-3", "order-2", "order-1"], await OrdersAsync(Everything with { Symbol = "spy" }));
        Assert.Empty(await OrdersAsync(Everything with { Symbol = "QQQ" }));
        Assert.Equal(["order-2"], await OrdersAsync(Everything with { From = new(2024, 7, 2), To = new(2024, 7, 2) }));
    }

    [Fact]
    public async Task The_file_has_a_line_for_each_trade()
    {
        var csv = TransactionCsvWriter.Write(await Transactions().AllAsync(Bench.User, Everything with { Side = Side.Sell }, Cancel));

        Assert.Equal($"{TransactionCsvWriter.Header}\n2024-07-02T16:00:00Z,account-1,US:SPY,sell,4,55,220,USD,1,0,20,order-2,execution-order-2\n", csv);
    }

    [Fact]
    public async Task The_first_screen_has_money_holdings_trades_open_orders_and_what_stops_them()
    {
        stores.KillSwitch = new KillSwitch(true, "Out for lunch", At(3));
        await stores.CreateAsync(
            new NewOrder(
                new OrderId("order-4"), Bench.User, new AccountId("account-1"), Spy, Side.Buy, new OrderSize.Units(new Quantity(1)), OrderEffect.Opening, new Price(50),
                null, null, At(3)),
            Cancel);

        var view = (await bench.Services.GetRequiredService<GetDashboardHandler>().HandleAsync(Bench.User, null, Cancel)).Match(one => one, errors => throw new InvalidOperationException(errors.ToString()));

        // 1,619 of what was 1,500; the last close known values the last session and the one before it.
        var usd = Assert.Single(view.Money);
        Assert.Equal((1619m, 1099m, 520m, 119m, 0m), (usd.TotalAssets, usd.Cash, usd.StockValue, usd.TotalProfit, usd.DayProfit));
        Assert.Equal(["order-3", "order-2", "order-1"], view.RecentTrades.Select(trade => trade.Order));
        Assert.Equal(2, view.Holdings.Positions.Count);
        Assert.Equal(1, view.OpenOrders);
        Assert.Equal((true, "Out for lunch"), (view.Risk.KillSwitchEngaged, view.Risk.KillSwitchReason));
        Assert.Empty(view.Risk.HaltedAccounts);
    }

    private async Task<HoldingsView> HoldingsAsync(string? currency) =>
        (await bench.Services.GetRequiredService<GetHoldingsHandler>().HandleAsync(Bench.User, currency, Cancel)).Match(view => view, errors => throw new InvalidOperationException(errors.ToString()));

    private GetTransactionsHandler Transactions() => new(Accounts, stores);

    private void Open(string id, decimal money, params LedgerEntry[] trades)
    {
        var account = new AccountId(id);
        stores.Accounts[account] = new Account(Bench.User, account, id, AccountKind.Simulator, "simulator", "USD", At(1));
        stores.Ledgers[account] = [Bookkeeping.Deposit(account, new Money(money), "opening", At(1)), .. trades];
    }

    /// <summary>A trade as it is stored; <paramref name="profit"/> is a credit, thus below zero for a gain.</summary>
    private static LedgerEntry Trade(string order, decimal units, decimal cost, decimal profit, decimal fee, DateTimeOffset at) => new(
        $"execution-{order}", "trade", order, at,
        [
            new Posting(LedgerAccount.Cash, new Money(-cost - profit - fee)),
            new Posting(LedgerAccount.Position, new Money(cost), Spy, units),
            new Posting(LedgerAccount.Fees, new Money(fee)),
            new Posting(LedgerAccount.RealisedProfit, new Money(profit)),
        ]);

    private static DateTimeOffset At(int day) => new(2024, 7, day, 16, 0, 0, TimeSpan.Zero);
}
