using Trading.Domain.Orders;
using Trading.Domain.Signals;

namespace Trading.Application.PaperTrading;

/// <summary>An order on its way that its deployment keeps an eye on.</summary>
/// <param name="Signal">The signal it comes from.</param>
/// <param name="Order">Its id.</param>
/// <param name="Reported">True once the simulated market reported its end: from then on the deployment waits until it is booked.</param>
public sealed record PendingOrder(SignalId Signal, OrderId Order, bool Reported);
