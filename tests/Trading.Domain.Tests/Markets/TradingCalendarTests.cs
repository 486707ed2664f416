using Trading.Domain.Markets;

namespace Trading.Domain.Tests.Markets;

/// <summary>Expected values: the holidays and early closings that NYSE and Korea Exchange announced, and the clocks of New York and Seoul.</summary>
public sealed class TradingCalendarTests
{
    private static readonly TradingCalendar NewYork = TradingCalendar.For(Market.US);
    private static readonly TradingCalendar Korea = TradingCalendar.For(Market.KRX);

    [Theory]
    [InlineData(2001, "0101 0115 0219 0413 0528 0704 0903 0911 0912 0913 0914 1122 1225")]
    [InlineData(2012, "0102 0116 0220 0406 0528 0704 0903 1029 1030 1122 1225")]
    [InlineData(2021, "0101 0118 0215 0402 0531 0705 0906 1125 1224")]
    [InlineData(2022, "0117 0221 0415 0530 0620 0704 0905 1124 1226")]   // New Year's Day on a Saturday is not made up for
    [InlineData(2024, "0101 0115 0219 0329 0527 0619 0704 0902 1128 1225")]
    [InlineData(2025, "0101 0109 0120 0217 0418 0526 0619 0704 0901 1127 1225")]
    [InlineData(2026, "0101 0119 0216 0403 0525 0619 0703 0907 1126 1225")]
    [InlineData(2027, "0101 0118 0215 0326 0531 0618 0705 0906 1125 1224")]
    public void New_york_is_closed_on_its_holidays_and_on_no_other_weekday(int year, string closed) => Assert.Equal(closed, ClosedIn(NewYork, year));

    [Theory]
    [InlineData(2024, "0703 1129 1224")]
    [InlineData(2025, "0703 1128 1224")]
    [InlineData(2026, "1127 1224")]
    [InlineData(2002, "0705 0911 1129 1224")]   // on September 11 trading began at noon
    [InlineData(1999, "1126 1231")]
    [InlineData(2021, "1126")]
    public void New_york_has_its_shortened_days(int year, string days) =>
        Assert.Equal(days, string.Join(' ', NewYork.Sessions(new DateOnly(year, 1, 1), new DateOnly(year, 12, 31))
            .Where(date => !NewYork.SessionOn(date)!.Value.IsRegular).Select(date => date.ToString("MMdd"))));

    [Theory]
    [InlineData("2024-03-08", "2024-03-08T14:30Z", "2024-03-08T21:00Z")]
    [InlineData("2024-03-11", "2024-03-11T13:30Z", "2024-03-11T20:00Z")]   // summer time began the day before
    [InlineData("2024-07-03", "2024-07-03T13:30Z", "2024-07-03T17:00Z")]
    [InlineData("2024-11-29", "2024-11-29T14:30Z", "2024-11-29T18:00Z")]
    [InlineData("2006-04-03", "2006-04-03T13:30Z", "2006-04-03T20:00Z")]   // until 2006 summer time began in April
    public void New_york_trades_from_half_past_nine_to_four(string date, string opens, string closes) => AssertHours(NewYork, date, opens, closes);

    [Theory]
    [InlineData("2024-01-02", "2024-01-02T01:00Z", "2024-01-02T06:30Z")]   // the first session of a year begins an hour later
    [InlineData("2024-01-03", "2024-01-03T00:00Z", "2024-01-03T06:30Z")]
    [InlineData("2024-11-14", "2024-11-14T01:00Z", "2024-11-14T07:30Z")]   // entrance examination
    [InlineData("2015-11-12", "2015-11-12T01:00Z", "2015-11-12T07:00Z")]
    [InlineData("2016-07-29", "2016-07-29T00:00Z", "2016-07-29T06:00Z")]
    [InlineData("2016-08-01", "2016-08-01T00:00Z", "2016-08-01T06:30Z")]
    public void Seoul_trades_from_nine_to_half_past_three(string date, string opens, string closes) => AssertHours(Korea, date, opens, closes);

    [Theory]
    [InlineData(2017, "0127 0130 0301 0501 0503 0505 0509 0606 0815 1002 1003 1004 1005 1006 1009 1225 1229")]
    [InlineData(2026, "0101 0216 0217 0218 0302 0501 0505 0525 0603 0717 0817 0924 0925 1005 1009 1225 1231")]
    [InlineData(2027, "0101 0208 0209 0301 0503 0505 0513 0719 0816 0914 0915 0916 1004 1011 1227 1231")]
    public void Seoul_is_closed_on_its_holidays_and_at_the_end_of_the_year(int year, string closed) => Assert.Equal(closed, ClosedIn(Korea, year));

    [Fact]
    public void The_sessions_around_a_closing_are_found()
    {
        Assert.Equal(new DateOnly(2001, 9, 17), NewYork.NextSession(new DateOnly(2001, 9, 10)));
        Assert.Equal(new DateOnly(2017, 9, 29), Korea.PreviousSession(new DateOnly(2017, 10, 10)));
        Assert.Null(NewYork.SessionOn(new DateOnly(2025, 1, 9)));
    }

    [Fact]
    public void An_instant_belongs_to_the_day_of_its_market()
    {
        var instant = new DateTimeOffset(2024, 7, 1, 23, 30, 0, TimeSpan.Zero);

        Assert.Equal((new DateOnly(2024, 7, 1), new DateOnly(2024, 7, 2)), (NewYork.DateOf(instant), Korea.DateOf(instant)));
    }

    [Theory]
    [InlineData("1998-12-31")]
    [InlineData("2028-01-03")]
    public void A_day_that_the_calendar_does_not_know_is_refused(string date)
    {
        var refusal = Assert.Throws<ArgumentOutOfRangeException>(() => Korea.IsSession(DateOnly.Parse(date)));

        Assert.Contains($"KRX holds from 1999-01-01 to 2027-12-31; {date} lies outside", refusal.Message, StringComparison.Ordinal);
    }

    private static string ClosedIn(TradingCalendar calendar, int year) => string.Join(' ', Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365)
        .Select(day => new DateOnly(year, 1, 1).AddDays(day))
        .Where(date => date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !calendar.IsSession(date))
        .Select(date => date.ToString("MMdd")));

    private static void AssertHours(TradingCalendar calendar, string date, string opens, string closes)
    {
        var session = calendar.SessionOn(DateOnly.Parse(date))!.Value;

        Assert.Equal((DateTimeOffset.Parse(opens), DateTimeOffset.Parse(closes)), (session.OpensAt, session.ClosesAt));
    }
}
