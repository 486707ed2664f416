using Trading.Domain.MarketData;
using Trading.Domain.Markets;

namespace Trading.Quant.Tests.Markets;

/// <summary>Expected values: the days on which real bars were made.</summary>
[Trait("Reference", "beside")]
public sealed class CalendarReferenceTests
{
    [Theory]
    [InlineData("SPY")]
    [InlineData("IBM")]
    [InlineData("AAPL")]
    [InlineData("BAC")]
    [InlineData("AIG")]
    [InlineData("IWM")]
    [InlineData("EEM", "2003-08-15")]   // after the blackout of New York the exchange that listed it then opened for a quarter of an hour
    [InlineData("GOOG")]
    [InlineData("FB")]
    [InlineData("QQQ")]
    [InlineData("USO")]
    public void American_bars_are_the_sessions_of_new_york(string symbol, string missing = "") =>
        AssertSessions(Market.US, $"data/us/{symbol}.1d.csv", missing);

    [Theory]
    [InlineData("KOSPI")]
    [InlineData("005930")]
    [InlineData("005930.1985-2018")]
    [InlineData("005380")]
    [InlineData("000660")]
    [InlineData("035420")]
    [InlineData("051910")]
    [InlineData("105560")]
    [InlineData("035720")]
    [InlineData("069500")]
    public void Korean_bars_are_the_sessions_of_seoul(string symbol) => AssertSessions(Market.KRX, $"data/kr/{symbol}.1d.csv", missing: "");

    [Fact]
    public void Hourly_bars_end_at_noon_on_the_days_that_end_early()
    {
        // From here on the source has bars of regular hours alone.
        var first = new DateOnly(2006, 11, 1);
        var calendar = TradingCalendar.For(Market.US);
        var bars = Reference.Bars("data/us/SPY.1h.csv");

        var shortened = Times(bars).GroupBy(calendar.DateOf).Where(day => day.Key >= first && TimeOf(day.Max()) < new TimeOnly(13, 0)).Select(day => day.Key).ToList();

        // On four days, which NYSE had announced to end early, the source goes on.
        Assert.Equal(
            calendar.Sessions(first, calendar.DateOf(bars[bars.Count - 1].Time)).Where(date => TimeOf(calendar.SessionOn(date)!.Value.ClosesAt) == new TimeOnly(13, 0)),
            shortened.Concat([new(2007, 7, 3), new(2007, 12, 24), new(2008, 7, 3), new(2008, 12, 24)]).Order());

        TimeOnly TimeOf(DateTimeOffset instant) => TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, calendar.TimeZone).DateTime);
    }

    private static void AssertSessions(Market market, string file, string missing)
    {
        var calendar = TradingCalendar.For(market);

        List<DateOnly> days = [.. Times(Reference.Bars(file)).Select(time => DateOnly.FromDateTime(time.UtcDateTime)).Where(calendar.Knows)];
        HashSet<DateOnly> sessions = [.. calendar.Sessions(days[0], days[^1])];

        Assert.Equal(("", missing), (Text(days.Where(date => !sessions.Contains(date))), Text(sessions.Except(days))));
    }

    private static IEnumerable<DateTimeOffset> Times(BarSeries bars) => Enumerable.Range(0, bars.Count).Select(bar => bars[bar].Time);

    private static string Text(IEnumerable<DateOnly> dates) => string.Join(' ', dates.Select(date => date.ToString("yyyy-MM-dd")));
}
