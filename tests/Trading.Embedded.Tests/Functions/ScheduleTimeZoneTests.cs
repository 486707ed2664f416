using System.Globalization;
using Trading.Embedded.Functions.Timers;

namespace Trading.Embedded.Tests.Functions;

/// <summary>New York in 2026: clocks go from 02:00 to 03:00 on 8 March and from 02:00 back to 01:00 on 1 November.</summary>
public sealed class ScheduleTimeZoneTests
{
    // Made here, so that the machine need not have time zone data: the United States' rule since 2007.
    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.CreateCustomTimeZone(
        "test/New_York", TimeSpan.FromHours(-5), "New York", "EST", "EDT",
        [
            TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
                DateTime.MinValue.Date, DateTime.MaxValue.Date, TimeSpan.FromHours(1),
                TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new DateTime(1, 1, 1, 2, 0, 0), 3, 2, DayOfWeek.Sunday),
                TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new DateTime(1, 1, 1, 2, 0, 0), 11, 1, DayOfWeek.Sunday)),
        ]);

    [Theory]
    [InlineData("the open moves in UTC", "0 30 9 * * 1-5", "2026-03-05T20:00:00Z", "2026-03-06T14:30:00Z", "2026-03-09T13:30:00Z")]
    [InlineData("a skipped time is due when the clock has jumped", "0 30 2 * * *", "2026-03-07T12:00:00Z", "2026-03-08T07:00:00Z", "2026-03-09T06:30:00Z")]
    [InlineData("a repeated time is due once", "0 30 1 * * *", "2026-10-31T12:00:00Z", "2026-11-01T05:30:00Z", "2026-11-02T06:30:00Z")]
    [InlineData("an hourly schedule has both repeated hours", "0 30 * * * *", "2026-11-01T05:00:00Z", "2026-11-01T05:30:00Z", "2026-11-01T06:30:00Z", "2026-11-01T07:30:00Z")]
    [InlineData("an hourly schedule leaves out the skipped hour", "0 30 * * * *", "2026-03-08T06:00:00Z", "2026-03-08T06:30:00Z", "2026-03-08T07:30:00Z")]
    [InlineData("winter follows summer over a long gap", "0 0 12 1 12 *", "2026-06-01T00:00:00Z", "2026-12-01T17:00:00Z", "2027-12-01T17:00:00Z")]
    public void Schedules_follow_the_clock_on_the_wall(string rule, string schedule, string after, params string[] expected)
    {
        var parsed = Schedule.Parse(schedule, NewYork);
        var now = Instant(after);
        var found = new List<DateTimeOffset>();
        foreach (var _ in expected)
            found.Add(now = parsed.Next(now));

        Assert.True(expected.Select(Instant).SequenceEqual(found), $"{rule}: {string.Join(", ", found)}");
    }

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
