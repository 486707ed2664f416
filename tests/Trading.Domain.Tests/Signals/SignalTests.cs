using Trading.Domain.Accounts;
using Trading.Domain.Markets;
using Trading.Domain.Orders;
using Trading.Domain.PaperTrading;
using Trading.Domain.Signals;
using Trading.Domain.Values;

namespace Trading.Domain.Tests.Signals;

public sealed class SignalTests
{
    private static readonly DateTimeOffset BarTime = new(2020, 3, 16, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_same_wish_has_the_same_id_whenever_and_at_whatever_price_it_is_raised()
    {
        var first = ASignal();
        var again = ASignal() with { RaisedAt = first.RaisedAt.AddHours(3), Close = new Price(2), BarTime = BarTime.ToOffset(TimeSpan.FromHours(9)) };

        Assert.Equal(first.Id, again.Id);
        Assert.Equal(first.OrderId, again.OrderId);
    }

    [Fact]
    public void Another_owner_deployment_instrument_bar_or_side_is_another_signal()
    {
        var signal = ASignal();
        Signal[] others =
        [
            signal with { User = new UserId("other") },
            signal with { Deployment = new DeploymentId("other") },
            signal with { Instrument = InstrumentId.Create(Market.KRX, "005930") },
            signal with { BarTime = BarTime.AddDays(1) },
            signal with { Side = Side.Sell },
        ];

        Assert.Equal(6, others.Append(signal).Select(other => other.Id).Distinct().Count());
        Assert.Equal(6, others.Append(signal).Select(other => other.OrderId).Distinct().Count());
    }

    [Fact]
    public void An_id_is_a_version_8_GUID_and_knows_where_a_part_ends()
    {
        var id = DeterministicId.Of("kind", "a", "bc");

        Assert.True(Guid.TryParseExact(id, "N", out var guid));
        Assert.Equal(8, guid.Version);
        Assert.NotEqual(id, DeterministicId.Of("kind", "ab", "c"));
        // SHA-256 of 00000004 "kind" 00000001 "a" 00000002 "bc", computed with another program.
        Assert.Equal(Expected, id);
    }

    private const string Expected = "556b75803ceb829fbe904156843f9e20";

    private static Signal ASignal() => new(
        new UserId("owner"),
        new DeploymentId("deployment-1"),
        new AccountId("deployment-1"),
        InstrumentId.Create(Market.US, "SPY"),
        Side.Buy,
        BarTime,
        new Price(1),
        new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
}
