namespace Trading.Application.Backtests.Reports;

/// <summary>How values are written into a report's columns: short, as a chart shows no more.</summary>
internal static class Column
{
    private static readonly long Epoch = DateTime.UnixEpoch.Ticks;

    /// <summary>A time in UTC ticks as milliseconds since 1970.</summary>
    public static long Milliseconds(long ticks) => (ticks - Epoch) / TimeSpan.TicksPerMillisecond;

    /// <summary>A value to a number of significant digits, integers whole; NaN and infinities as they are.</summary>
    public static double Round(double value, int digits)
    {
        if (value == 0 || !double.IsFinite(value))
            return value;
        var places = digits - 1 - (int)Math.Floor(Math.Log10(Math.Abs(value)));
        return places > 15 ? value : Math.Round(value, Math.Max(0, places));
    }
}
