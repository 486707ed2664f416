using Trading.Domain.Orders;

namespace Trading.Application.PaperTrading;

/// <summary>A signal, as open pages are told.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Deployment">Who raised it.</param>
/// <param name="Instrument">What to trade, such as <c>US:SPY</c>.</param>
/// <param name="Side">Direction.</param>
/// <param name="BarTime">Bar at whose close it was known, UTC.</param>
/// <param name="Close">That bar's close.</param>
public sealed record SignalRaised(string Id, string Deployment, string Instrument, Side Side, DateTimeOffset BarTime, decimal Close);
