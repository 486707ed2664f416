using System.Globalization;
using Trading.Embedded.Functions.Timers;

namespace Trading.Embedded.Tests.Functions;

/// <summary>
/// Schedules where clocks change, by the rules of 2026. New York: 02:00 becomes 03:00 on 8 March, 02:00 becomes 01:00 on 1 November.
/// London: 01:00 becomes 02:00 on 29 March, 02:00 becomes 01:00 on 25 October. Lord Howe Island, by half an hour: 02:00 becomes
/// 01:30 on 5 April, 02:00 becomes 02:30 on 4 October. Seoul: never.
/// </summary>
public sealed class ScheduleTimeZoneTests
{
    private const int Seed = 20_260_308;

    // Made here, so that the machine need not have time zone data.
    private static readonly Dictionary<string, TimeZoneInfo> Zones = new[]
    {
        Zone("New York", TimeSpan.FromHours(-5), TimeSpan.FromHours(1), Sunday(3, 2, hour: 2), Sunday(11, 1, hour: 2)),
        Zone("London", TimeSpan.Zero, TimeSpan.FromHours(1), Sunday(3, 5, hour: 1), Sunday(10, 5, hour: 2)),
        Zone("Lord Howe", TimeSpan.FromHours(10.5), TimeSpan.FromMinutes(30), Sunday(10, 1, hour: 2), Sunday(4, 1, hour: 2)),
        TimeZoneInfo.CreateCustomTimeZone("test/Seoul", TimeSpan.FromHours(9), "Seoul", "KST"),
    }.ToDictionary(zone => zone.DisplayName);

    [Theory]
    [InlineData("New York", "the open moves in UTC", "0 30 9 * * 1-5", "2026-03-05T20:00:00Z", "2026-03-06T14:30:00Z", "2026-03-09T13:30:00Z")]
    [InlineData("New York", "a skipped time is due when the clock has jumped", "0 30 2 * * *", "2026-03-07T12:00:00Z", "2026-03-08T07:00:00Z", "2026-03-09T06:30:00Z")]
    [InlineData("New York", "a repeated time is due once", "0 30 1 * * *", "2026-10-31T12:00:00Z", "2026-11-01T05:30:00Z", "2026-11-02T06:30:00Z")]
    [InlineData("New York", "an hourly schedule has both repeated hours", "0 30 * * * *", "2026-11-01T05:00:00Z", "2026-11-01T05:30:00Z", "2026-11-01T06:30:00Z", "2026-11-01T07:30:00Z")]
    [InlineData("New York", "an hourly schedule leaves out the skipped hour", "0 30 * * * *", "2026-03-08T06:00:00Z", "2026-03-08T06:30:00Z", "2026-03-08T07:30:00Z")]
    [InlineData("New York", "winter follows summer over a long gap", "0 0 12 1 12 *", "2026-06-01T00:00:00Z", "2026-12-01T17:00:00Z", "2027-12-01T17:00:00Z")]
    [InlineData("London", "the open moves in UTC in spring", "0 0 8 * * 1-5", "2026-03-26T12:00:00Z", "2026-03-27T08:00:00Z", "2026-03-30T07:00:00Z")]
    [InlineData("London", "and back in autumn", "0 0 8 * * 1-5", "2026-10-22T12:00:00Z", "2026-10-23T07:00:00Z", "2026-10-26T08:00:00Z")]
    [InlineData("London", "a skipped time is due when the clock has jumped", "0 30 1 * * *", "2026-03-27T12:00:00Z", "2026-03-28T01:30:00Z", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z")]
    [InlineData("London", "a repeated time is due once", "0 30 1 * * *", "2026-10-24T12:00:00Z", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z")]
    [InlineData("Lord Howe", "a repeated half hour is due once", "0 45 1 * * *", "2026-04-03T16:00:00Z", "2026-04-04T14:45:00Z", "2026-04-05T15:15:00Z")]
    [InlineData("Lord Howe", "an hourly schedule has both repeated half hours", "0 45 * * * *", "2026-04-04T14:00:00Z", "2026-04-04T14:45:00Z", "2026-04-04T15:15:00Z", "2026-04-04T16:15:00Z")]
    [InlineData("Lord Howe", "a skipped half hour is due when the clock has jumped", "0 15 2 * * *", "2026-10-02T20:00:00Z", "2026-10-03T15:30:00Z", "2026-10-04T15:15:00Z")]
    [InlineData("Lord Howe", "an hourly schedule leaves out the skipped half hour", "0 15 * * * *", "2026-10-03T14:00:00Z", "2026-10-03T14:45:00Z", "2026-10-03T16:15:00Z")]
    [InlineData("Seoul", "the open is the same all year", "0 0 9 * * 1-5", "2026-03-06T12:00:00Z", "2026-03-09T00:00:00Z", "2026-03-10T00:00:00Z")]
    public void Schedules_follow_the_clock_on_the_wall(string zone, string rule, string schedule, string after, params string[] expected)
    {
        var parsed = Schedule.Parse(schedule, Zones[zone]);
        var now = Instant(after);
        var found = new List<DateTimeOffset>();
        foreach (var _ in expected)
            found.Add(now = parsed.Next(now));

        Assert.True(expected.Select(Instant).SequenceEqual(found), $"{rule}: {string.Join(", ", found)}");
    }

    [Theory]
    [InlineData("New York", "2026-03-07T00:00:00Z")]
    [InlineData("New York", "2026-10-31T00:00:00Z")]
    [InlineData("London", "2026-03-28T00:00:00Z")]
    [InlineData("London", "2026-10-24T00:00:00Z")]
    [InlineData("Lord Howe", "2026-04-03T12:00:00Z")]
    [InlineData("Lord Howe", "2026-10-02T12:00:00Z")]
    [InlineData("Seoul", "2026-03-07T00:00:00Z")]
    public void Around_a_change_of_clocks_a_schedule_is_due_when_a_watcher_of_the_clock_would_say_so(string zone, string from)
    {
        const int Minutes = 3 * 24 * 60;
        var random = new Random(Seed);
        for (var round = 0; round < 60; round++)
        {
            var (minute, minutes) = RandomCron.Field(random, 0, 59);
            var (hour, hours) = RandomCron.Field(random, 0, 23);
            var text = $"0 {minute} {hour} * * *";
            var seen = Watch(Zones[zone], Instant(from), Minutes, minutes, hours);

            var schedule = Schedule.Parse(text, Zones[zone]);
            var found = new List<DateTimeOffset>();
            for (var next = schedule.Next(Instant(from)); next <= Instant(from).AddMinutes(Minutes); next = schedule.Next(next))
                found.Add(next);

            Assert.True(seen.SequenceEqual(found), $"Seed {Seed}, '{text}' in {zone}: only one of them has {string.Join(", ", seen.Except(found).Concat(found.Except(seen)))}.");
        }
    }

    // Looks at the clock on the wall each minute. What recurs every hour is due whenever the clock shows such a time; anything else
    // when the clock reaches or jumps over it for the first time.
    private static List<DateTimeOffset> Watch(TimeZoneInfo zone, DateTimeOffset from, int minutes, HashSet<int> minute, HashSet<int> hour)
    {
        var due = new List<DateTimeOffset>();
        var latest = Wall(from);
        for (var at = from.AddMinutes(1); at <= from.AddMinutes(minutes); at = at.AddMinutes(1))
        {
            var shown = Wall(at);
            var isDue = hour.Count == 24 && Fits(shown);
            for (; latest < shown; latest = latest.AddMinutes(1))
                isDue |= hour.Count < 24 && Fits(latest.AddMinutes(1));
            if (isDue)
                due.Add(at);
        }

        return due;

        DateTime Wall(DateTimeOffset at) => at.UtcDateTime + zone.GetUtcOffset(at);
        bool Fits(DateTime shown) => minute.Contains(shown.Minute) && hour.Contains(shown.Hour);
    }

    private static TimeZoneInfo Zone(string name, TimeSpan offset, TimeSpan summer, TimeZoneInfo.TransitionTime begin, TimeZoneInfo.TransitionTime end) =>
        TimeZoneInfo.CreateCustomTimeZone(
            $"test/{name}", offset, name, "standard", "summer",
            [TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(DateTime.MinValue.Date, DateTime.MaxValue.Date, summer, begin, end)]);

    // The fifth is the last.
    private static TimeZoneInfo.TransitionTime Sunday(int month, int week, int hour) =>
        TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new DateTime(1, 1, 1, hour, 0, 0), month, week, DayOfWeek.Sunday);

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
