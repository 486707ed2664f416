using Microsoft.Extensions.DependencyInjection;
using Trading.Application.Strategies;
using Trading.Domain.Accounts;
using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Domain.Strategies;
using Trading.Integrations.Strategies;

namespace Trading.Integrations.Tests.Strategies;

public sealed class TableStrategyRepositoryTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly UserId Owner = new("owner");
    private static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    private readonly IStrategyRepository strategies = new ServiceCollection()
        .AddSingleton(TestTables.New()).AddStrategyStores().BuildServiceProvider().GetRequiredService<IStrategyRepository>();

    [Fact]
    public async Task A_strategy_comes_back_as_it_was_stored()
    {
        var stored = A("one", exit: "rsi(14) > 70", Noon);
        var without = A("two", exit: null, Noon.AddMinutes(1));
        await strategies.CreateAsync(stored, Cancel);
        await strategies.CreateAsync(without, Cancel);

        Assert.Equal(stored, await strategies.FindAsync(Owner, stored.Id, Cancel));
        Assert.Equal([without, stored], await strategies.ListAsync(Owner, Cancel));
    }

    [Fact]
    public async Task An_id_that_is_taken_keeps_its_strategy()
    {
        var first = A("same", null, Noon);
        await strategies.CreateAsync(first, Cancel);

        var second = await strategies.CreateAsync(A("same", "close > 1", Noon.AddDays(1)), Cancel);

        Assert.Equal(first, second);
    }

    [Fact]
    public async Task Users_see_and_delete_only_their_own()
    {
        var stored = A("one", null, Noon);
        await strategies.CreateAsync(stored, Cancel);

        Assert.Null(await strategies.FindAsync(new UserId("other"), stored.Id, Cancel));
        Assert.False(await strategies.DeleteAsync(new UserId("other"), stored.Id, Cancel));
        Assert.True(await strategies.DeleteAsync(Owner, stored.Id, Cancel));
        Assert.False(await strategies.DeleteAsync(Owner, stored.Id, Cancel));
        Assert.Empty(await strategies.ListAsync(Owner, Cancel));
    }

    private static StoredStrategy A(string id, string? exit, DateTimeOffset created) => new(Owner, new StrategyId(id), new StrategyDocument(
        "Dip", InstrumentId.Create(Market.US, "SPY"), Interval.OneDay,
        new StrategyRules("rsi(14) < 30", exit, new Sizing(SizingKind.AllIn, WholeUnits: true)), new TradingCosts(0.0015m, 0.00000001m)), created);
}
