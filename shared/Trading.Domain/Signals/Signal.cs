using System.Globalization;
using Trading.Domain.Accounts;
using Trading.Domain.Markets;
using Trading.Domain.Orders;
using Trading.Domain.PaperTrading;
using Trading.Domain.Values;

namespace Trading.Domain.Signals;

/// <summary>A strategy's wish to trade, known at the close of a bar. A fact; it becomes exactly one order.</summary>
/// <param name="User">Owner.</param>
/// <param name="Deployment">The strategy at work that raised it.</param>
/// <param name="Account">Where it is to be traded.</param>
/// <param name="Instrument">What to trade.</param>
/// <param name="Side">Buy on an entry, sell on an exit.</param>
/// <param name="BarTime">Time of the bar at whose close it was known; UTC, a session label for daily bars.</param>
/// <param name="Close">That bar's close.</param>
/// <param name="RaisedAt">When it was raised, UTC.</param>
public sealed record Signal(
    UserId User,
    DeploymentId Deployment,
    AccountId Account,
    InstrumentId Instrument,
    Side Side,
    DateTimeOffset BarTime,
    Price Close,
    DateTimeOffset RaisedAt)
{
    /// <summary>Made from owner, deployment, instrument, bar time and side.</summary>
    public SignalId Id => new(DeterministicId.Of(
        "signal", User.Value, Deployment.Value, Instrument.ToString(), BarTime.UtcTicks.ToString(CultureInfo.InvariantCulture), Side.ToString()));

    /// <summary>The one order that this signal may lead to.</summary>
    public OrderId OrderId => new(DeterministicId.Of("order", Id.Value));
}
