using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Trading.Application.Risk;
using Trading.Domain.Accounts;
using Trading.Domain.Markets;
using Trading.Domain.Risk;
using Trading.Domain.Strategies;
using Trading.Domain.Values;
using Trading.Integrations.Risk;
using Trading.Integrations.Tests.Orders;

namespace Trading.Integrations.Tests.Risk;

public sealed class TableRiskSettingsTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private static readonly RiskScope OfUser = new RiskScope.OfUser();

    [Fact]
    public async Task A_switch_counts_for_its_user_alone()
    {
        var settings = Services("1000").GetRequiredService<IRiskSettingsRepository>();
        var engaged = new KillSwitch(true, "drill", AnIntent.Now);

        await settings.SetKillSwitchAsync(AnIntent.User, engaged, Cancel);

        Assert.Equal(engaged, await settings.KillSwitchAsync(AnIntent.User, null, Cancel));
        Assert.Equal(KillSwitch.Released, await settings.KillSwitchAsync(new UserId("other"), null, Cancel));
    }

    [Fact]
    public async Task A_switch_of_an_account_counts_for_that_account_alone()
    {
        var settings = Services("1000").GetRequiredService<IRiskSettingsRepository>();
        var engaged = new KillSwitch(true, "drill", AnIntent.Now) { Level = KillLevel.Flatten, Account = new AccountId("one") };

        await settings.SetKillSwitchAsync(AnIntent.User, engaged, Cancel);

        Assert.Equal(engaged, await settings.KillSwitchAsync(AnIntent.User, new AccountId("one"), Cancel));
        Assert.Equal([engaged], await settings.KillSwitchesAsync(AnIntent.User, Cancel));
        Assert.Equal(KillSwitch.Released, await settings.KillSwitchAsync(AnIntent.User, null, Cancel));
        Assert.Equal(KillSwitch.Released, await settings.KillSwitchAsync(AnIntent.User, new AccountId("two"), Cancel));
    }

    [Fact]
    public async Task Limits_count_for_their_user_and_their_scope_alone_and_come_back_whole()
    {
        var settings = Services("1000").GetRequiredService<IRiskSettingsRepository>();
        var account = new RiskScope.OfAccount(new AccountId("one"));
        InstrumentId[] restricted = [InstrumentId.Create(Market.US, "SPY"), InstrumentId.Create(Market.KRX, "005930")];
        Protection[] protections = [new(ProtectionKind.LosingTrades, 3, 86_400, 7_200) { Threshold = -0.01m, PerInstrument = true }, new(ProtectionKind.Drawdown, 1, 60, 30) { Threshold = 0.1m }];
        var limits = new RiskLimits
        {
            MaxOrderValue = new Money(12.5m), MaxPositionShare = 0.1m, MaxDailyLoss = new Money(7), MaxDailyLossShare = 0.02m, MaxLeverage = 1.5m, PriceCollar = 0.05m,
            DuplicateWindowSeconds = 5, MaxOrdersPerMinute = 6, CooldownSeconds = 7, RegularHoursOnly = true, TradingState = TradingState.Reducing, Restricted = restricted,
            Protections = protections,
        };

        await settings.SetLimitsAsync(AnIntent.User, account, limits, Cancel);

        var read = await settings.LimitsAsync(AnIntent.User, account, Cancel);
        Assert.Equal(limits, read with { Restricted = restricted, Protections = protections });
        Assert.Equal(restricted, read.Restricted);
        Assert.Equal(protections, read.Protections);
        foreach (var (user, scope) in new[]
        {
            (AnIntent.User, OfUser), (AnIntent.User, new RiskScope.OfAccount(new AccountId("two"))), (AnIntent.User, new RiskScope.OfStrategy(new StrategyId("one"))),
            (new UserId("other"), account),
        })
            Assert.Same(RiskLimits.None, await settings.LimitsAsync(user, scope, Cancel));
    }

    [Fact]
    public async Task A_row_from_before_there_were_scopes_holds_for_the_user_until_limits_are_set()
    {
        var tables = TestTables.New();
        var settings = Services("1000", tables).GetRequiredService<IRiskSettingsRepository>();
        var table = tables.GetTableClient("risk");
        await table.CreateIfNotExistsAsync(Cancel);
        await table.AddEntityAsync(new TableEntity(AnIntent.User.Value, "max-order-value") { ["Json"] = "\"12.5\"" }, Cancel);

        Assert.Equal(new Money(12.5m), (await settings.LimitsAsync(AnIntent.User, OfUser, Cancel)).MaxOrderValue);
        await settings.SetLimitsAsync(AnIntent.User, OfUser, RiskLimits.None, Cancel);
        Assert.Null((await settings.LimitsAsync(AnIntent.User, OfUser, Cancel)).MaxOrderValue);
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
    public void The_system_s_limits_come_from_the_settings_by_currency() => Assert.Equal(
        [("KRW", new Money(5)), ("USD", new Money(100_000_000))],
        Services("100000000").GetRequiredService<SystemLimits>().MaxOrderValue.Select(limit => (limit.Key, limit.Value)).Order());

    [Fact]
    public void A_limit_of_a_currency_in_which_nothing_is_traded_is_a_mistake_that_is_named() => Assert.Contains(
        "Risk:MaxOrderValue:EUR is of no market; expected one of KRW, USD.",
        Assert.Throws<OptionsValidationException>(() => Services("1", more: new("Risk:MaxOrderValue:EUR", "5")).GetRequiredService<SystemLimits>()).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(null)]
    [InlineData("0")]
    [InlineData("-5")]
    public void Without_a_limit_that_someone_chose_nothing_starts(string? limit)
    {
        var error = Assert.Throws<OptionsValidationException>(() => Services(limit).GetRequiredService<SystemLimits>());

        Assert.Contains("Risk:MaxOrderValue:USD is", error.Message, StringComparison.Ordinal);
    }

    private static ServiceProvider Services(string? limit, TableServiceClient? tables = null, KeyValuePair<string, string?>? more = null) => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([new("Risk:MaxOrderValue:USD", limit), new("Risk:MaxOrderValue:KRW", "5"), .. more is { } other ? [other] : Array.Empty<KeyValuePair<string, string?>>()]).Build())
        .AddSingleton(tables ?? TestTables.New())
        .AddRiskAdapters()
        .BuildServiceProvider();
}
