using System.Diagnostics.CodeAnalysis;

namespace Trading.Domain.MarketData;

/// <summary>How long a bar lasts: <c>1m</c>, <c>5m</c>, <c>15m</c>, <c>30m</c>, <c>1h</c>, <c>4h</c> or <c>1d</c>; <c>default</c> is one day.</summary>
public readonly record struct Interval
{
    private readonly int minutes;

    private Interval(int minutes) => this.minutes = minutes;

    /// <summary>One minute.</summary>
    public static Interval OneMinute { get; } = new(1);

    /// <summary>Five minutes.</summary>
    public static Interval FiveMinutes { get; } = new(5);

    /// <summary>Fifteen minutes.</summary>
    public static Interval FifteenMinutes { get; } = new(15);

    /// <summary>Thirty minutes.</summary>
    public static Interval ThirtyMinutes { get; } = new(30);

    /// <summary>One hour.</summary>
    public static Interval OneHour { get; } = new(60);

    /// <summary>Four hours.</summary>
    public static Interval FourHours { get; } = new(240);

    /// <summary>One trading session; a bar's time is the session date at 00:00Z, a label and not an instant.</summary>
    public static Interval OneDay => default;

    /// <summary>Every interval the product knows, shortest first.</summary>
    public static IReadOnlyList<Interval> All { get; } =
        [OneMinute, FiveMinutes, FifteenMinutes, ThirtyMinutes, OneHour, FourHours, OneDay];

    /// <summary>True for a bar a session; false for bars within a session.</summary>
    public bool IsDaily => minutes == 0;

    /// <summary>Length of a bar on the clock; 24 hours for a daily bar, whatever its session lasted.</summary>
    public TimeSpan Duration => IsDaily ? TimeSpan.FromDays(1) : TimeSpan.FromMinutes(minutes);

    /// <summary>The code, such as <c>5m</c>.</summary>
    public string Code => minutes switch
    {
        0 => "1d",
        >= 60 => $"{minutes / 60}h",
        _ => $"{minutes}m",
    };

    /// <summary>Reads a code, such as <c>1d</c>; lower case only, since <c>1M</c> commonly means a month.</summary>
    /// <returns>False when the product does not know the interval.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out Interval interval)
    {
        foreach (var known in All)
        {
            if (known.Code == text)
            {
                interval = known;
                return true;
            }
        }

        interval = default;
        return false;
    }

    /// <inheritdoc/>
    public override string ToString() => Code;
}
