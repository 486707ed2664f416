using Trading.Domain.Accounts;
using Trading.Domain.Markets;
using Trading.Domain.PaperTrading;
using Trading.Domain.Signals;
using Trading.Domain.Values;

namespace Trading.Domain.Orders;

/// <summary>The intent to trade, stored before anything is sent. A market order for the next open.</summary>
/// <param name="Id">Ours; the broker is given the same one.</param>
/// <param name="User">Owner.</param>
/// <param name="Account">Account that pays and receives.</param>
/// <param name="Instrument">What to trade.</param>
/// <param name="Side">Direction.</param>
/// <param name="Size">How much.</param>
/// <param name="Effect">What it does to the position, as known when the intent was made.</param>
/// <param name="ReferencePrice">The close that the decision was taken on; values the order for risk limits.</param>
/// <param name="Signal">The signal it comes from.</param>
/// <param name="Deployment">The deployment to tell of its progress.</param>
/// <param name="CreatedAt">When the intent was made, UTC.</param>
public sealed record NewOrder(
    OrderId Id,
    UserId User,
    AccountId Account,
    InstrumentId Instrument,
    Side Side,
    OrderSize Size,
    OrderEffect Effect,
    Price ReferencePrice,
    SignalId Signal,
    DeploymentId Deployment,
    DateTimeOffset CreatedAt)
{
    /// <summary>What the order is worth at <see cref="ReferencePrice"/>, never negative.</summary>
    public Money Value => Size.ValueAt(ReferencePrice);
}
