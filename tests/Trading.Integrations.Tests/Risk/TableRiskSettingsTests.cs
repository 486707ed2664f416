using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Trading.Application.Risk;
using Trading.Domain.Accounts;
using Trading.Domain.Risk;
using Trading.Domain.Values;
using Trading.Integrations.Risk;
using Trading.Integrations.Tests.Orders;

namespace Trading.Integrations.Tests.Risk;

public sealed class TableRiskSettingsTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_switch_and_a_limit_count_for_their_user_alone()
    {
        var settings = Services("1000").GetRequiredService<IRiskSettingsRepository>();
        var engaged = new KillSwitch(true, "drill", AnIntent.Now);

        await settings.SetKillSwitchAsync(AnIntent.User, engaged, Cancel);
        await settings.SetMaxOrderValueAsync(AnIntent.User, new Money(12.5m), Cancel);

        Assert.Equal(engaged, await settings.KillSwitchAsync(AnIntent.User, Cancel));
        Assert.Equal(new Money(12.5m), await settings.MaxOrderValueAsync(AnIntent.User, Cancel));
        Assert.Equal(KillSwitch.Released, await settings.KillSwitchAsync(new UserId("other"), Cancel));
        Assert.Null(await settings.MaxOrderValueAsync(new UserId("other"), Cancel));
    }

    [Fact]
    public async Task A_halt_is_of_one_account_of_one_user()
    {
        var settings = Services("1000").GetRequiredService<IRiskSettingsRepository>();
        var halts = new[] { "one", "two" }.Select(account => new AccountHalt(new AccountId(account), true, "unknown fate", AnIntent.Now)).ToArray();
        foreach (var halt in halts)
            await settings.SetHaltAsync(AnIntent.User, halt, Cancel);
        var released = halts[1] with { IsHalted = false, Reason = "looked at it" };
        await settings.SetHaltAsync(AnIntent.User, released, Cancel);

        Assert.Equal(halts[0], await settings.HaltAsync(AnIntent.User, new AccountId("one"), Cancel));
        Assert.Equal([halts[0], released], await settings.HaltsAsync(AnIntent.User, Cancel));
        Assert.Null(await settings.HaltAsync(AnIntent.User, new AccountId("three"), Cancel));
        Assert.Empty(await settings.HaltsAsync(new UserId("other"), Cancel));
    }

    [Fact]
    public void The_system_s_limit_comes_from_the_settings() =>
        Assert.Equal(new SystemLimits(new Money(100_000_000)), Services("100000000").GetRequiredService<SystemLimits>());

    [Theory]
    [InlineData(null)]
    [InlineData("0")]
    [InlineData("-5")]
    public void Without_a_limit_that_someone_chose_nothing_starts(string? limit)
    {
        var error = Assert.Throws<OptionsValidationException>(() => Services(limit).GetRequiredService<SystemLimits>());

        Assert.Contains("MaxOrderValue", error.Message, StringComparison.Ordinal);
    }

    private static ServiceProvider Services(string? limit) => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([new("Risk:MaxOrderValue", limit)]).Build())
        .AddSingleton(TestTables.New())
        .AddRiskAdapters()
        .BuildServiceProvider();
}
