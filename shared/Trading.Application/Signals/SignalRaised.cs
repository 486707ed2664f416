using Trading.Domain.Orders;
using Trading.Domain.Signals;

namespace Trading.Application.Signals;

/// <summary>A signal, as open pages are told.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Account">The account that it is for.</param>
/// <param name="Deployment">The strategy at work that raised it; null for one that was asked for.</param>
/// <param name="Instrument">What to trade, such as <c>US:SPY</c>.</param>
/// <param name="Kind">What it says.</param>
/// <param name="Side">Direction; null where it says to hold.</param>
/// <param name="BarTime">Bar at whose close it was known, UTC.</param>
/// <param name="Close">That bar's close.</param>
public sealed record SignalRaised(
    string Id, string Account, string? Deployment, string Instrument, SignalKind Kind, Side? Side, DateTimeOffset BarTime, decimal Close)
{
    /// <summary>Of a signal.</summary>
    public static SignalRaised Of(Signal signal)
    {
        ArgumentNullException.ThrowIfNull(signal);
        return new SignalRaised(
            signal.Id.Value, signal.Account.Value, signal.Deployment?.Value, signal.Instrument.ToString(), signal.Kind, signal.LeadsToOrder ? signal.Side : null, signal.BarTime, signal.Close.Value);
    }
}
