using Trading.Domain.MarketData;

namespace Trading.Quant.SyntheticData;

/// <summary>
/// Random walks that look like prices and are the same bits on every machine, for demonstrations and measurements. Profit, Sharpe ratio
/// or a best parameter found on them mean nothing.
/// </summary>
public static class SyntheticBars
{
    private const double SpreadOfSum = 1.7320508075688772;   // sqrt(3): the sum of four units then has the volatility asked for

    /// <summary>Minute bars around the clock from 2020-01-01, drifting up and down in regimes of 192 to 319 bars.</summary>
    /// <param name="count">Number of bars, 0 or more.</param>
    public static BarSeries Minutes(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var lengths = new SplitMix64(20260102);
        var drift = new double[count];
        for (int at = 0, regime = 0; at < count; regime++)
        {
            var end = Math.Min(count, at + 192 + (int)(lengths[regime] % 128));
            drift.AsSpan(at, end - at).Fill(regime % 2 == 0 ? 0.000095 : -0.000095);
            at = end;
        }

        var start = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;
        return Walk(20260103, 0.0005, drift, [.. Enumerable.Range(0, count).Select(i => start + (i * TimeSpan.TicksPerMinute))]);
    }

    /// <summary>Daily bars on weekdays, each symbol with a drift of its own.</summary>
    /// <param name="symbol">Which walk, 0 or more.</param>
    /// <param name="count">Number of bars, 0 or more.</param>
    /// <param name="firstDay">The first bar's day, or the weekday after it.</param>
    public static BarSeries Daily(int symbol, int count, DateOnly firstDay)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(symbol);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var drift = new double[count];
        Array.Fill(drift, (new SplitMix64(555000 + (ulong)symbol).Unit(0) - 0.4) * 0.001);
        var days = new long[count];
        var day = firstDay;
        for (var i = 0; i < count; day = day.AddDays(1))
        {
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                days[i++] = day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc).Ticks;
        }

        return Walk(777000 + (ulong)symbol, 0.02, drift, days);
    }

    private static BarSeries Walk(ulong seed, double volatility, ReadOnlySpan<double> drift, long[] times)
    {
        var draws = new SplitMix64(seed);
        var count = times.Length;
        var (open, high, low, close, volume) = (new double[count], new double[count], new double[count], new double[count], new double[count]);
        var price = 100.0;
        for (var i = 0; i < count; i++)
        {
            var first = 8L * i;
            var sum = ((draws.Unit(first) + draws.Unit(first + 1)) + (draws.Unit(first + 2) + draws.Unit(first + 3))) - 2.0;
            var change = (sum * (SpreadOfSum * volatility)) + drift[i];
            var previous = price;
            price *= 1.0 + change;
            open[i] = Round(previous * (1.0 + ((draws.Unit(first + 4) - 0.5) * (0.5 * volatility))));
            close[i] = Round(price);
            high[i] = Round(Math.Max(open[i], close[i]) * (1.0 + (draws.Unit(first + 5) * (0.5 * volatility))));
            low[i] = Round(Math.Min(open[i], close[i]) * (1.0 - (draws.Unit(first + 6) * (0.5 * volatility))));
            volume[i] = 100.0 + Math.Floor(draws.Unit(first + 7) * 10000.0);
        }

        return BarSeries.FromColumns(times, open, high, low, close, volume);
    }

    private static double Round(double price) => Math.Round(price * 100000000.0, MidpointRounding.ToEven) / 100000000.0;
}
