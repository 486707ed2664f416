namespace Trading.Domain.Markets;

/// <summary>New York Stock Exchange, and with it all exchanges of the United States: 9:30 to 16:00.</summary>
/// <remarks>
/// NYSE Rule 7.2 and the exchange's yearly notices, by rule since 1998, when Martin Luther King Day came to be kept; Juneteenth since 2022. A holiday on a Sunday
/// is kept on Monday, one on a Saturday on Friday, but New Year's Day then not at all. Beside them: the days of September 2001, of mourning (2004-06-11, 2007-01-02,
/// 2018-12-05, 2025-01-09), and of the hurricane of 2012. Sessions that end at 13:00: the day after Thanksgiving, Christmas Eve, the day before
/// Independence Day (a Wednesday only since 2013, the Friday after it until then), and two days of 1999 and 2003. On 2002-09-11 trading began at 12:00.
/// </remarks>
internal sealed class NewYorkCalendar() : TradingCalendar(Market.US, "America/New_York", new DateOnly(1998, 1, 1), new DateOnly(2035, 12, 31))
{
    private static readonly TimeOnly Opens = new(9, 30);
    private static readonly TimeOnly Closes = new(16, 0);
    private static readonly TimeOnly ClosesEarly = new(13, 0);

    private static readonly HashSet<DateOnly> Unscheduled =
    [
        new(2001, 9, 11), new(2001, 9, 12), new(2001, 9, 13), new(2001, 9, 14), new(2004, 6, 11), new(2007, 1, 2), new(2012, 10, 29), new(2012, 10, 30),
        new(2018, 12, 5), new(2025, 1, 9),
    ];

    private protected override bool IsClosed(DateOnly date) =>
        IsMovable(date) || date == GoodFriday(date.Year) || IsKept(date, 1, 1) || IsKept(date, 7, 4) || IsKept(date, 12, 25) ||
        (date.Year >= 2022 && IsKept(date, 6, 19)) || Unscheduled.Contains(date);

    private protected override (TimeOnly, TimeOnly, bool) HoursOf(DateOnly date) =>
        date == new DateOnly(2002, 9, 11) ? (new TimeOnly(12, 0), Closes, false) :
        EndsEarly(date) ? (Opens, ClosesEarly, false) : (Opens, Closes, true);

    private static bool IsMovable(DateOnly date) => (date.Month, date.DayOfWeek, date.Day) switch
    {
        (1, DayOfWeek.Monday, >= 15 and <= 21) => true,      // Martin Luther King Day
        (2, DayOfWeek.Monday, >= 15 and <= 21) => true,      // Washington's Birthday
        (5, DayOfWeek.Monday, >= 25) => true,                // Memorial Day
        (9, DayOfWeek.Monday, <= 7) => true,                 // Labor Day
        (11, DayOfWeek.Thursday, >= 22 and <= 28) => true,   // Thanksgiving
        _ => false,
    };

    /// <summary>Whether a holiday of a fixed date is kept on a day. A New Year's Day on Saturday would move to the year before, and so never matches.</summary>
    private static bool IsKept(DateOnly date, int month, int day)
    {
        var holiday = new DateOnly(date.Year, month, day);
        return date == holiday.DayOfWeek switch
        {
            DayOfWeek.Saturday => holiday.AddDays(-1),
            DayOfWeek.Sunday => holiday.AddDays(1),
            _ => holiday,
        };
    }

    private static bool EndsEarly(DateOnly date) => (date.Month, date.Day, date.DayOfWeek) switch
    {
        (11, >= 23 and <= 29, DayOfWeek.Friday) => true,
        (12, 24, _) => true,
        (7, 3, DayOfWeek.Wednesday) => date.Year >= 2013,
        (7, 3, _) => true,
        (7, 5, DayOfWeek.Friday) => date.Year < 2013,
        _ => date == new DateOnly(1999, 12, 31) || date == new DateOnly(2003, 12, 26),
    };

    /// <summary>Two days before Easter Sunday of the Gregorian calendar.</summary>
    /// <remarks>The algorithm of "A New York correspondent", Nature 13 (1876), 487.</remarks>
    private static DateOnly GoodFriday(int year)
    {
        var (golden, century, rest) = (year % 19, year / 100, year % 100);
        var epact = ((19 * golden) + century - (century / 4) - ((century - ((century + 8) / 25) + 1) / 3) + 15) % 30;
        var weekday = (32 + (2 * (century % 4)) + (2 * (rest / 4)) - epact - (rest % 4)) % 7;
        var correction = (golden + (11 * epact) + (22 * weekday)) / 451;
        var sum = epact + weekday - (7 * correction) + 114;
        return new DateOnly(year, sum / 31, (sum % 31) + 1).AddDays(-2);
    }
}
