using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Trading.Application.Exits;
using Trading.Domain.Accounts;
using Trading.Domain.Exits;
using Trading.Domain.Ledger;
using Trading.Domain.Markets;
using Trading.Domain.Values;
using Trading.Integrations.Exits;
using Trading.Integrations.Tests.Orders;

namespace Trading.Integrations.Tests.Exits;

public sealed class TableFlatteningsTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly AccountId Account = new("account-1");

    private readonly IFlatteningRepository flattenings = new ServiceCollection()
        .AddSingleton<TableServiceClient>(TestTables.New()).AddExitsAdapters().BuildServiceProvider().GetRequiredService<IFlatteningRepository>();

    [Fact]
    public async Task A_flattening_comes_back_whole_and_for_its_user_and_account_alone()
    {
        var started = new Flattening("flat-1", AnIntent.User, Account, "drill", AnIntent.Now) { Earlier = ["flat-0"] };
        var closing = FlatteningRules.Next(started, [], [new Position(InstrumentId.Create(Market.KRX, "005930"), -2.5m, new Money(-100))], AnIntent.Now);
        Assert.True(await flattenings.TrySaveAsync(null, closing, Cancel));

        var read = (await flattenings.FindAsync(AnIntent.User, Account, Cancel))!.Flattening;

        Assert.Equal(closing.Legs, read.Legs);
        Assert.Equal(closing.Earlier, read.Earlier);
        Assert.Equal(closing, read with { Legs = closing.Legs, Earlier = closing.Earlier, Waiting = closing.Waiting });
        Assert.Null(await flattenings.FindAsync(new UserId("other"), Account, Cancel));
        Assert.Null(await flattenings.FindAsync(AnIntent.User, new AccountId("account-2"), Cancel));
        Assert.Equal(["flat-1"], await flattenings.ListAsync(AnIntent.User, Cancel).Select(found => found.Id).ToListAsync(Cancel));
    }

    [Fact]
    public async Task Of_two_that_read_the_same_the_first_one_stands()
    {
        var first = new Flattening("flat-1", AnIntent.User, Account, "drill", AnIntent.Now);
        Assert.True(await flattenings.TrySaveAsync(null, first, Cancel));
        Assert.False(await flattenings.TrySaveAsync(null, first with { Id = "flat-2" }, Cancel));
        var read = await flattenings.FindAsync(AnIntent.User, Account, Cancel);

        Assert.True(await flattenings.TrySaveAsync(read, first with { Status = FlatteningStatus.Closing }, Cancel));
        Assert.False(await flattenings.TrySaveAsync(read, first with { Status = FlatteningStatus.Stuck }, Cancel));

        Assert.Equal(FlatteningStatus.Closing, (await flattenings.FindAsync(AnIntent.User, Account, Cancel))!.Flattening.Status);
    }
}
