using Microsoft.Extensions.Logging.Abstractions;
using Trading.Application.Realtime;
using Trading.Application.Risk;
using Trading.Application.Tests.PaperTrading;
using Trading.Domain.Accounts;
using Trading.Domain.Risk;
using Trading.Domain.Values;

namespace Trading.Application.Tests.Risk;

public sealed class RiskSettingsTests : IPush
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly UserId Owner = new("owner");
    private static readonly AccountId Account = new("account-1");

    private readonly Clock clock = new();
    private readonly List<(string Message, object Payload)> pushed = [];
    private readonly MemoryStores stores = new(Crash.Never);
    private readonly RiskSettings settings;

    public RiskSettingsTests() => settings = new RiskSettings(stores, new SystemLimits(new Dictionary<string, Money> { ["USD"] = new(100), ["KRW"] = new(100_000) }), this, clock, NullLogger<RiskSettings>.Instance);

    [Fact]
    public async Task The_kill_switch_is_released_only_after_a_pause_and_pressing_it_again_begins_the_pause_anew()
    {
        await settings.SetKillSwitchAsync(Owner, null, KillLevel.NoNewOrders, "stop", Cancel);
        clock.Now += TimeSpan.FromSeconds(20);
        await settings.SetKillSwitchAsync(Owner, null, KillLevel.NoNewOrders, "stop, I say", Cancel);
        clock.Now += TimeSpan.FromSeconds(29);

        Assert.False((await settings.SetKillSwitchAsync(Owner, null, null, "looked", Cancel)).TryGet(out _, out var refusal));
        Assert.Equal(TimeSpan.FromSeconds(1), refusal.Left);
        Assert.True(stores.KillSwitch.Engaged);

        clock.Now += TimeSpan.FromSeconds(1);
        Assert.True((await settings.SetKillSwitchAsync(Owner, null, null, "looked", Cancel)).TryGet(out var released, out _));
        Assert.Equal(new KillSwitch(false, "looked", clock.Now), released);
        // What is not engaged may be released at any time: nothing changes.
        Assert.True((await settings.SetKillSwitchAsync(Owner, null, null, "again", Cancel)).TryGet(out _, out _));
    }

    [Fact]
    public async Task A_halted_account_goes_on_only_after_a_pause()
    {
        await settings.SetHaltAsync(Owner, Account, isHalted: true, "stop", Cancel);
        clock.Now += TimeSpan.FromSeconds(29.5);

        Assert.False((await settings.SetHaltAsync(Owner, Account, isHalted: false, "looked", Cancel)).TryGet(out _, out var refusal));
        Assert.Equal((TimeSpan.FromSeconds(0.5), true), (refusal.Left, stores.Halts[Account].IsHalted));
        Assert.True((await settings.SetHaltAsync(Owner, new AccountId("account-2"), isHalted: false, "was not halted", Cancel)).TryGet(out _, out _));

        clock.Now += TimeSpan.FromSeconds(0.5);
        Assert.True((await settings.SetHaltAsync(Owner, Account, isHalted: false, "looked", Cancel)).TryGet(out _, out _));
        Assert.False(stores.Halts[Account].IsHalted);
    }

    [Fact]
    public async Task Pages_are_told_of_every_change_and_of_no_refusal()
    {
        await settings.SetKillSwitchAsync(Owner, null, KillLevel.NoNewOrders, "stop", Cancel);
        await settings.SetKillSwitchAsync(Owner, null, null, "too soon", Cancel);
        await settings.SetHaltAsync(Owner, Account, isHalted: true, "differs", Cancel);
        await settings.SetLimitsAsync(Owner, new RiskScope.OfAccount(Account), new RiskLimits { TradingState = TradingState.Reducing }, Cancel);

        Assert.Equal(
            [
                (PushMessages.RiskChanged, new RiskChanged("killSwitch", null, true, "stop", clock.Now)),
                (PushMessages.RiskChanged, new RiskChanged("halt", "account-1", true, "differs", clock.Now)),
                (PushMessages.RiskChanged, new RiskChanged("limits", "account:account-1", null, null, clock.Now)),
            ],
            pushed);
    }

    [Theory]
    [InlineData("USD", null, "100")]
    [InlineData("USD", 40, "40")]
    [InlineData("USD", 4000, "100")]
    [InlineData("KRW", 4000, "4000")]
    [InlineData("KRW", null, "100000")]
    public async Task An_order_is_worth_at_most_what_its_owner_and_the_operator_allow_in_its_currency(string currency, int? own, string most)
    {
        await settings.SetLimitsAsync(Owner, new RiskScope.OfUser(), new RiskLimits { MaxOrderValue = own is { } value ? new Money(value) : null }, Cancel);

        Assert.Equal(most, (await settings.LimitsAsync(Owner, Account, null, currency, Cancel)).MaxOrderValue?.ToString());
        Assert.Equal(own, (int?)(await settings.UserLimitsAsync(Owner, Account, null, Cancel)).MaxOrderValue?.Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public async Task Nothing_is_stopped_or_released_without_a_reason(string reason)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => settings.SetKillSwitchAsync(Owner, null, KillLevel.NoNewOrders, reason, Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => settings.SetHaltAsync(Owner, Account, isHalted: false, reason, Cancel));
    }

    Task IPush.ToUserAsync(UserId user, string message, object payload, CancellationToken cancellationToken)
    {
        pushed.Add((message, payload));
        return Task.CompletedTask;
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 1, 5, 14, 30, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
