using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Trading.Application.Accounts;
using Trading.Domain.Accounts;
using Trading.Integrations.Accounts;
using Trading.Integrations.Tests.Orders;

namespace Trading.Integrations.Tests.Accounts;

public sealed class TableAccountsTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly UserId Other = new("owner-2");
    private readonly TableServiceClient tables = TestTables.New();
    private readonly IAccountRepository accounts;

    public TableAccountsTests() => accounts = new ServiceCollection()
        .AddSingleton(tables).AddAccountAdapters().BuildServiceProvider().GetRequiredService<IAccountRepository>();

    [Fact]
    public async Task An_account_comes_back_as_it_was_stored()
    {
        var account = AnAccount("a1", AccountKind.Live, "broker/1?#%") with { Name = "Mine \"and\" yours 계좌", Currency = "KRW" };

        Assert.Equal(account, await accounts.AddAsync(account, Cancel));

        Assert.Equal(account, await accounts.FindAsync(AnIntent.User, account.Id, Cancel));
        Assert.Null(await accounts.FindAsync(AnIntent.User, new AccountId("a2"), Cancel));
    }

    [Fact]
    public async Task An_id_that_is_known_keeps_its_first_account()
    {
        var first = await accounts.AddAsync(AnAccount("a1"), Cancel);

        Assert.Equal(first, await accounts.AddAsync(first with { Name = "another" }, Cancel));
        Assert.Equal(first, await accounts.AddAsync(AnAccount("a1", AccountKind.Live, "other"), Cancel));

        Assert.Equal([first], await ListAsync(AnIntent.User));
        // The account that was not stored stands in nobody's way.
        var live = AnAccount("a2", AccountKind.Live, "other");
        Assert.Equal(live, await accounts.AddAsync(live, Cancel));
    }

    [Fact]
    public async Task There_is_one_account_of_a_kind_with_each_broker_and_any_number_of_deployments()
    {
        var first = await accounts.AddAsync(AnAccount("a1"), Cancel);

        Assert.Equal(first, await accounts.AddAsync(AnAccount("a2"), Cancel));
        Assert.Equal("a3", (await accounts.AddAsync(AnAccount("a3", AccountKind.Live), Cancel)).Id.Value);
        Assert.Equal("a4", (await accounts.AddAsync(AnAccount("a4", broker: "other"), Cancel)).Id.Value);
        Assert.Equal("d1", (await accounts.AddAsync(AnAccount("d1", AccountKind.Deployment), Cancel)).Id.Value);
        Assert.Equal("d2", (await accounts.AddAsync(AnAccount("d2", AccountKind.Deployment), Cancel)).Id.Value);

        Assert.Equal(["a1", "a3", "a4", "d1", "d2"], (await ListAsync(AnIntent.User)).Select(account => account.Id.Value).Order());
        Assert.Null(await accounts.FindAsync(AnIntent.User, new AccountId("a2"), Cancel));
    }

    [Fact]
    public async Task Of_several_who_open_the_same_kind_at_once_one_wins_and_the_others_are_told_which()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => accounts.AddAsync(AnAccount($"a{i}"), Cancel)));

        var stored = Assert.Single(await ListAsync(AnIntent.User));
        Assert.All(answers, answer => Assert.Equal(stored, answer));
    }

    [Fact]
    public async Task Users_see_their_own_accounts()
    {
        var mine = await accounts.AddAsync(AnAccount("a1"), Cancel);
        var theirs = await accounts.AddAsync(AnAccount("a1") with { User = Other, Name = "theirs" }, Cancel);

        Assert.NotEqual(mine, theirs);
        Assert.Equal([mine], await ListAsync(AnIntent.User));
        Assert.Equal([theirs], await ListAsync(Other));
        Assert.Empty(await ListAsync(new UserId("own")));
    }

    private static Account AnAccount(string id, AccountKind kind = AccountKind.Simulator, string broker = "simulator") =>
        new(AnIntent.User, new AccountId(id), "Mine", kind, broker, "USD", AnIntent.Now);

    private async Task<List<Account>> ListAsync(UserId user)
    {
        List<Account> found = [];
        await foreach (var account in accounts.ListAsync(user, Cancel))
            found.Add(account);
        return found;
    }
}
