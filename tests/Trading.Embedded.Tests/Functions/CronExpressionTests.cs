using System.Globalization;
using Trading.Embedded.Functions.Timers;

namespace Trading.Embedded.Tests.Functions;

/// <summary>Occurrences worked out on paper from the calendar: 1 January 2026 is a Thursday.</summary>
public sealed class CronExpressionTests
{
    [Theory]
    [InlineData("0 */5 * * * *", "2026-01-01T00:00:00", "2026-01-01T00:05:00")]
    [InlineData("0 */5 * * * *", "2026-01-01T00:04:59.9999999", "2026-01-01T00:05:00")]
    [InlineData("0 0 * * * *", "2026-01-01T23:00:00", "2026-01-02T00:00:00")]
    [InlineData("0 0 */2 * * *", "2026-01-01T01:00:00", "2026-01-01T02:00:00")]
    [InlineData("0 0 9-17 * * *", "2026-01-01T17:00:00", "2026-01-02T09:00:00")]
    [InlineData("0 30 9 * * *", "2026-01-01T09:29:59", "2026-01-01T09:30:00")]
    [InlineData("0 30 9 * * 1-5", "2026-01-02T10:00:00", "2026-01-05T09:30:00")]
    [InlineData("0 30 9 * Jan Mon", "2026-01-01T00:00:00", "2026-01-05T09:30:00")]
    [InlineData("0 30 9 * January monday", "2026-01-26T09:30:00", "2027-01-04T09:30:00")]
    [InlineData("*/10 * * * * *", "2026-12-31T23:59:55", "2027-01-01T00:00:00")]
    [InlineData("5/20 * * * * *", "2026-01-01T00:00:25", "2026-01-01T00:00:45")]
    [InlineData("0 0 0 29 2 *", "2026-01-01T00:00:00", "2028-02-29T00:00:00")]
    [InlineData("0 0 0 31 * *", "2026-01-31T00:00:00", "2026-03-31T00:00:00")]
    [InlineData("0 15,45 10-12/2 1,15 * *", "2026-01-01T10:45:00", "2026-01-01T12:15:00")]
    public void The_next_occurrence_is_the_first_that_fits_every_field(string expression, string after, string expected) =>
        Assert.Equal(Time(expected), CronExpression.Parse(expression).Next(Time(after)));

    [Fact]
    public void Day_and_day_of_week_must_both_fit()
    {
        var fridayThe13th = CronExpression.Parse("0 0 0 13 * FRI");

        var first = fridayThe13th.Next(Time("2026-01-01T00:00:00"));
        var second = fridayThe13th.Next(first!.Value);
        var third = fridayThe13th.Next(second!.Value);

        Assert.Equal([Time("2026-02-13T00:00:00"), Time("2026-03-13T00:00:00"), Time("2026-11-13T00:00:00")], [first.Value, second.Value, third!.Value]);
    }

    [Fact]
    public void Five_fields_mean_second_zero() =>
        Assert.Equal(Time("2026-01-01T09:30:00"), CronExpression.Parse("30 9 * * *").Next(Time("2026-01-01T00:00:00")));

    [Fact]
    public void The_next_occurrence_is_the_one_that_looking_at_every_second_finds()
    {
        const int Seed = 20_260_101;
        var random = new Random(Seed);
        for (var round = 0; round < 400; round++)
        {
            var fields = new[] { (0, 59), (0, 59), (0, 23), (1, 31), (1, 12), (0, 6) }.Select(range => RandomCron.Field(random, range.Item1, range.Item2)).ToArray();
            var text = string.Join(' ', fields.Select(field => field.Text));
            var after = Time("2026-01-01T00:00:00").AddSeconds(random.Next(365 * 24 * 3600));

            var expected = LookAtEverySecond(after, [.. fields.Select(field => field.Values)]);
            var found = CronExpression.Parse(text).Next(after);

            if (expected is not null || found <= after.AddYears(1))
                Assert.True(expected == found, $"Seed {Seed}, '{text}' after {after:s}: expected {expected:s}, found {found:s}.");
        }
    }

    private static DateTime? LookAtEverySecond(DateTime after, HashSet<int>[] fields)
    {
        for (var time = after.AddSeconds(1); time <= after.AddYears(1); time = time.AddSeconds(1))
        {
            if (!fields[3].Contains(time.Day) || !fields[4].Contains(time.Month) || !fields[5].Contains((int)time.DayOfWeek))
                time = time.Date.AddDays(1).AddSeconds(-1);
            else if (fields[0].Contains(time.Second) && fields[1].Contains(time.Minute) && fields[2].Contains(time.Hour))
                return time;
        }

        return null;
    }

    [Theory]
    [InlineData("", "0 fields")]
    [InlineData("* * * *", "4 fields")]
    [InlineData("60 * * * * *", "60 is no second; expected 0 to 59")]
    [InlineData("0 0 24 * * *", "24 is no hour; expected 0 to 23")]
    [InlineData("0 0 0 0 * *", "0 is no day; expected 1 to 31")]
    [InlineData("0 0 0 * * 7", "7 is no day of week; expected 0 to 6")]
    [InlineData("0 0 0 * Foo *", "'Foo' is no month")]
    [InlineData("0 */0 * * * *", "no step")]
    [InlineData("0 30-10 * * * *", "ends before it begins")]
    [InlineData("0 -5 * * * *", "'' is no minute")]
    [InlineData("0 0 0 30 2 *", "no date ever fits")]
    [InlineData("00:00:00", "more than zero")]
    public void A_wrong_schedule_is_refused_with_what_is_wrong(string text, string expected)
    {
        var error = Assert.Throws<FormatException>(() => Schedule.Parse(text, TimeZoneInfo.Utc));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_time_span_is_an_interval() =>
        Assert.Equal(Instant("2026-01-01T00:20:00Z"), Schedule.Parse("00:20:00", TimeZoneInfo.Utc).Next(Instant("2026-01-01T00:00:00Z")));

    [Theory]
    [InlineData("*/10 * * * * *", true)]
    [InlineData("0,30 0 9 * * *", true)]
    [InlineData("30 * * * * *", false)]
    [InlineData("* * * * *", false)]
    [InlineData("00:00:59", true)]
    [InlineData("00:01:00", false)]
    public void A_schedule_is_under_a_minute_when_a_minute_may_hold_two_of_its_times(string text, bool expected) =>
        Assert.Equal(expected, Schedule.Parse(text, TimeZoneInfo.Utc).IsUnderAMinute);

    private static DateTime Time(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture);

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
