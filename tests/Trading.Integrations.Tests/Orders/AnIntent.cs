using Trading.Domain.Accounts;
using Trading.Domain.Markets;
using Trading.Domain.Orders;
using Trading.Domain.PaperTrading;
using Trading.Domain.Signals;
using Trading.Domain.Values;

namespace Trading.Integrations.Tests.Orders;

/// <summary>Builds intents for tests.</summary>
internal static class AnIntent
{
    public static readonly DateTimeOffset Now = new(2026, 1, 5, 14, 30, 0, 123, TimeSpan.Zero);
    public static readonly UserId User = new("owner");

    public static NewOrder Of(string id, string account = "account-1", string user = "owner", OrderSize? size = null) => new(
        new OrderId(id),
        new UserId(user),
        new AccountId(account),
        InstrumentId.Create(Market.US, "BRK.B"),
        Side.Buy,
        size ?? new OrderSize.Cash(new Money(1234567.12345678m), WholeUnits: true),
        OrderEffect.Opening,
        new Price(99.98847085m),
        new SignalId("signal-1"),
        new DeploymentId(account),
        Now);

    public static Execution Fill(string id, decimal quantity) =>
        new(new ExecutionId(id), new Quantity(quantity), new Price(100.5m), new Money(0.12345678m), Now);
}
