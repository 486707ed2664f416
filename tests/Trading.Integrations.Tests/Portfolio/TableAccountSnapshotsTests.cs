using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Trading.Application.Portfolio;
using Trading.Domain.Accounts;
using Trading.Domain.Portfolio;
using Trading.Integrations.Portfolio;

namespace Trading.Integrations.Tests.Portfolio;

public sealed class TableAccountSnapshotsTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly UserId User = new("owner");
    private static readonly AccountId Account = new("account-1");
    private static readonly DateOnly First = new(2024, 1, 1);

    private readonly IAccountSnapshots snapshots = new ServiceCollection()
        .AddSingleton<TableServiceClient>(TestTables.New()).AddPortfolioAdapters().BuildServiceProvider().GetRequiredService<IAccountSnapshots>();

    [Fact]
    public async Task More_days_than_a_transaction_takes_come_back_in_order_and_whole()
    {
        await snapshots.SaveAsync(User, Account, [.. Enumerable.Range(0, 250).Select(Day).Reverse()], Cancel);

        var found = await ReadAsync(First, First.AddDays(400));

        Assert.Equal(Enumerable.Range(0, 250).Select(i => First.AddDays(i)), found.Select(day => day.Date));
        Assert.Equal(Day(7).Currencies, found[7].Currencies);
        Assert.Equal(Day(7) with { Currencies = [] }, found[7] with { Currencies = [] });
    }

    [Fact]
    public async Task A_day_taken_again_replaces_what_was_there_and_no_other_account_sees_it()
    {
        await snapshots.SaveAsync(User, Account, [Day(1), Day(2)], Cancel);

        await snapshots.SaveAsync(User, Account, [Day(2) with { Entries = 99 }], Cancel);

        Assert.Equal([1, 99], (await ReadAsync(First, First.AddDays(2))).Select(day => day.Entries));
        Assert.Empty(await snapshots.ListAsync(User, new AccountId("account-2"), First, First.AddDays(2), Cancel).ToListAsync(Cancel));
        Assert.Equal([99], (await ReadAsync(First.AddDays(2), First.AddDays(2))).Select(day => day.Entries));
    }

    private async Task<List<DailySnapshot>> ReadAsync(DateOnly from, DateOnly to) => await snapshots.ListAsync(User, Account, from, to, Cancel).ToListAsync(Cancel);

    private static DailySnapshot Day(int day) => new(
        Account, First.AddDays(day), day, day % 2 == 0,
        [new CurrencyDay("USD", new(day), new(2.5m), new(-3), new(4), new(0.01m), new(5), new(6), new(7)), new CurrencyDay("KRW", new(100), default, default, default, default, default, default, default)]);
}
