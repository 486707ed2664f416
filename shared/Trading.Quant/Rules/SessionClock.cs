using Trading.Domain.MarketData;

namespace Trading.Quant.Rules;

/// <summary>
/// When a bar has closed, and which longer bar it belongs to: the one place that knows of sessions. A daily bar's time is a label, its
/// session's date; without a trading calendar it counts as closed at the end of that date in UTC, which no session outlasts that begins
/// and ends on one UTC date. Bars within a session lie on the clock, from its full hours in UTC.
/// </summary>
internal static class SessionClock
{
    /// <summary>The instant at which a bar is known, in UTC ticks.</summary>
    /// <param name="time">The bar's time.</param>
    /// <param name="interval">Its interval.</param>
    public static long ClosesAt(long time, Interval interval) => time + interval.Duration.Ticks;

    /// <summary>The time of the longer bar to which a bar belongs.</summary>
    /// <param name="time">The bar's time.</param>
    /// <param name="interval">Interval of the longer bar.</param>
    public static long StartOf(long time, Interval interval) => time - (time % interval.Duration.Ticks);
}
