using Trading.Application.Ledger;
using Trading.Application.Tests.PaperTrading;
using Trading.Domain.Accounts;
using Trading.Domain.Ledger;
using Trading.Domain.Markets;
using Trading.Domain.Values;

namespace Trading.Application.Tests.Ledger;

public sealed class GetLotsHandlerTests
{
    private static readonly UserId User = new("owner");
    private static readonly AccountId Account = new("account-1");
    private static readonly InstrumentId Spy = InstrumentId.Create(Market.US, "SPY");
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 14, 30, 0, TimeSpan.Zero);

    private readonly MemoryStores stores = new(Crash.Never);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_account_that_nobody_has_shows_no_lots() =>
        Assert.Null(await new GetLotsHandler(stores).HandleAsync(User, Account, 0, 10, Cancel));

    [Fact]
    public async Task The_profit_of_lots_stands_beside_the_one_at_average_cost()
    {
        // Ten at 100 and ten at 120; fifteen sold at 130 gain 350 by lots and 15 * (130 - 110) = 300 at average cost.
        stores.Ledgers[Account] = [Trade(1, 10, 1000, 0), Trade(2, 10, 1200, 0), Trade(3, -15, -1650, -300)];

        var page = (await new GetLotsHandler(stores).HandleAsync(User, Account, 0, 10, Cancel))!;

        Assert.Equal((350m, 300m), (page.RealisedProfit, page.RealisedProfitAtAverageCost));
        Assert.Equal([new LotView("US:SPY", 5, 600, "USD", Start.AddDays(2))], page.Open);
        Assert.Equal(
            [
                new ClosedLotView("US:SPY", 10, 1000, 1300, 300, "USD", Start.AddDays(1), Start.AddDays(3), 2),
                new ClosedLotView("US:SPY", 5, 600, 650, 50, "USD", Start.AddDays(2), Start.AddDays(3), 1),
            ],
            page.Closed);
        Assert.Null(page.Continuation);
    }

    [Fact]
    public async Task Profits_of_different_currencies_are_never_added()
    {
        // A unit of SPY gains 3 dollars; ten of 005930 bought at 70,000 and sold at 71,000 gain 10,000 won.
        var samsung = InstrumentId.Create(Market.KRX, "005930");
        stores.Ledgers[Account] =
        [
            Trade(1, 1, 100, 0), Trade(2, -1, -100, -3), Trade(3, 10, 700_000, 0, samsung, "KRW"), Trade(4, -10, -700_000, -10_000, samsung, "KRW"),
        ];

        var page = (await new GetLotsHandler(stores).HandleAsync(User, Account, 0, 10, Cancel))!;

        Assert.Equal((3m, 3m), (page.RealisedProfit, page.RealisedProfitAtAverageCost));
        Assert.Equal([new LotsProfitView("KRW", 10_000, 10_000)], page.Foreign);
        Assert.Equal(["USD", "KRW"], page.Closed.Select(lot => lot.Currency));
    }

    [Fact]
    public async Task Pages_of_closed_lots_follow_one_another_over_more_entries_than_one_read_brings()
    {
        // 1,200 times a unit is bought at 10 and sold at 11: 1,200 closed lots that gain 1 each.
        stores.Ledgers[Account] = [.. Enumerable.Range(0, 1200).SelectMany(i => new[] { Trade(2 * i, 1, 10, 0), Trade((2 * i) + 1, -1, -10, -1) })];
        var handler = new GetLotsHandler(stores);

        var first = (await handler.HandleAsync(User, Account, 0, 1000, Cancel))!;
        var second = (await handler.HandleAsync(User, Account, 1000, 1000, Cancel))!;

        Assert.Equal(("1000", null), (first.Continuation, second.Continuation));
        Assert.Equal((1000, 200), (first.Closed.Count, second.Closed.Count));
        Assert.Equal((1200m, 1200m), (first.RealisedProfit, second.RealisedProfit));
        Assert.Equal(Start.AddDays(2000), second.Closed[0].OpenedAt);
    }

    /// <summary>A trade as it is stored; <paramref name="profit"/> is a credit, thus below zero for a gain.</summary>
    private static LedgerEntry Trade(int day, decimal units, decimal cost, decimal profit, InstrumentId? instrument = null, string? currency = null) => new(
        $"execution-{day}", "trade", "order", Start.AddDays(day),
        [
            new Posting(LedgerAccount.Cash, new Money(-cost - profit), Currency: currency),
            new Posting(LedgerAccount.Position, new Money(cost), instrument ?? Spy, units, currency),
            new Posting(LedgerAccount.RealisedProfit, new Money(profit), Currency: currency),
        ]);
}
