using System.Collections.Concurrent;

namespace Trading.Domain.Markets;

/// <summary>On which days a market trades, and when. Regular trading only: no auctions before it and no trading after it.</summary>
public abstract class TradingCalendar
{
    private static readonly TradingCalendar NewYork = new NewYorkCalendar();
    private static readonly TradingCalendar Korea = new KoreaCalendar();

    // Asked of for each order and bar; the days from the first to the last are some ten thousand.
    private readonly ConcurrentDictionary<DateOnly, TradingSession?> sessions = new();

    private protected TradingCalendar(Market market, string timeZone, DateOnly first, DateOnly last)
    {
        Market = market;
        TimeZone = TimeZoneInfo.FindSystemTimeZoneById(timeZone);
        (First, Last) = (first, last);
    }

    /// <summary>Whose days these are.</summary>
    public Market Market { get; }

    /// <summary>Clock of the market, by its IANA name.</summary>
    public TimeZoneInfo TimeZone { get; }

    /// <summary>First day that is known.</summary>
    public DateOnly First { get; }

    /// <summary>Last day that is known. A closing that is decided at short notice may change a day that lies ahead.</summary>
    public DateOnly Last { get; }

    /// <summary>The calendar of a market.</summary>
    public static TradingCalendar For(Market market) => market == Market.KRX ? Korea : NewYork;

    /// <summary>True for a day from <see cref="First"/> to <see cref="Last"/>.</summary>
    public bool Knows(DateOnly date) => date >= First && date <= Last;

    /// <summary>Whether the market trades on a day.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The day is not known.</exception>
    public bool IsSession(DateOnly date) => Knows(date)
        ? date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !IsClosed(date)
        : throw new ArgumentOutOfRangeException(nameof(date), $"The calendar of {Market} holds from {First:yyyy-MM-dd} to {Last:yyyy-MM-dd}; {date:yyyy-MM-dd} lies outside.");

    /// <summary>The session of a day.</summary>
    /// <returns>Null when the market does not trade.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The day is not known.</exception>
    public TradingSession? SessionOn(DateOnly date) => sessions.GetOrAdd(date, static (day, calendar) => calendar.FindSession(day), this);

    /// <summary>The first session after a day.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not known.</exception>
    public DateOnly NextSession(DateOnly date)
    {
        do
            date = date.AddDays(1);
        while (!IsSession(date));
        return date;
    }

    /// <summary>The last session before a day.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not known.</exception>
    public DateOnly PreviousSession(DateOnly date)
    {
        do
            date = date.AddDays(-1);
        while (!IsSession(date));
        return date;
    }

    /// <summary>The days of sessions from one day to another, both included, oldest first.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A day is not known.</exception>
    public IEnumerable<DateOnly> Sessions(DateOnly from, DateOnly to)
    {
        for (var date = from; date <= to; date = date.AddDays(1))
        {
            if (IsSession(date))
                yield return date;
        }
    }

    /// <summary>The date that an instant has where the market is.</summary>
    public DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, TimeZone).DateTime);

    /// <summary>Whether a known day from Monday to Friday has no session.</summary>
    private protected abstract bool IsClosed(DateOnly date);

    /// <summary>Hours of a session on the market's clock.</summary>
    private protected abstract (TimeOnly Opens, TimeOnly Closes, bool IsRegular) HoursOf(DateOnly date);

    private TradingSession? FindSession(DateOnly date)
    {
        if (!IsSession(date))
            return null;
        var (opens, closes, isRegular) = HoursOf(date);
        return new TradingSession(date, At(date, opens), At(date, closes), isRegular);
    }

    private DateTimeOffset At(DateOnly date, TimeOnly time) => new(TimeZoneInfo.ConvertTimeToUtc(date.ToDateTime(time), TimeZone));
}
