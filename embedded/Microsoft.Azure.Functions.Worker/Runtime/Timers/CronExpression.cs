namespace Trading.Embedded.Functions.Timers;

/// <summary>
/// A schedule <c>second minute hour day month day-of-week</c> as NCRONTAB reads it: values, ranges, steps and lists, English
/// names for months and days, Sunday = 0. Day and day of week must both fit (classic cron asks for either). Without a second
/// field it means second 0.
/// </summary>
internal sealed class CronExpression
{
    private const int LastYearsToSearch = 40;   // 29 February on a given weekday recurs within 40 years, even over a skipped leap year.

    private readonly CronField second;
    private readonly CronField minute;
    private readonly CronField hour;
    private readonly CronField day;
    private readonly CronField month;
    private readonly CronField dayOfWeek;

    private CronExpression(CronField[] fields)
    {
        second = fields[0];
        minute = fields[1];
        hour = fields[2];
        day = fields[3];
        month = fields[4];
        dayOfWeek = fields[5];
    }

    /// <summary>Whether it recurs through the day, so that a repeated hour holds its occurrences twice and a skipped one none.</summary>
    public bool IsEveryHour => hour.IsEvery;

    /// <summary>Whether it has several occurrences in each minute that it has any in.</summary>
    public bool IsUnderAMinute => second.Count > 1;

    /// <exception cref="FormatException">The text is no such expression; the message says where.</exception>
    public static CronExpression Parse(string text)
    {
        var parts = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 5)
            parts = ["0", .. parts];
        if (parts.Length != 6)
            throw new FormatException($"it has {parts.Length} fields; expected six: second minute hour day month day-of-week");
        return new CronExpression([.. parts.Select((part, index) => CronField.Parse(part, (CronFieldKind)index))]);
    }

    /// <summary>The first fitting time of day after <paramref name="after"/>, on a clock without time zones; null when there is none.</summary>
    public DateTime? Next(DateTime after)
    {
        var start = after.AddTicks(TimeSpan.TicksPerSecond - after.Ticks % TimeSpan.TicksPerSecond);
        var date = start.Date;
        var time = FirstTimeAtLeast(start.TimeOfDay);
        var lastYear = Math.Min(start.Year + LastYearsToSearch, DateTime.MaxValue.Year - 1);
        while (date.Year <= lastYear)
        {
            if (!month.Allows(date.Month))
            {
                date = new DateTime(date.Year, date.Month, 1).AddMonths(1);
                time = FirstTimeAtLeast(TimeSpan.Zero);
            }
            else if (!Fits(date) || time is null)
            {
                date = date.AddDays(1);
                time = FirstTimeAtLeast(TimeSpan.Zero);
            }
            else
            {
                return date + time;
            }
        }

        return null;
    }

    private bool Fits(DateTime date) => day.Allows(date.Day) && dayOfWeek.Allows((int)date.DayOfWeek);

    private TimeSpan? FirstTimeAtLeast(TimeSpan time)
    {
        for (var h = hour.AtLeast(time.Hours); h >= 0; h = hour.AtLeast(h + 1))
        {
            var firstMinute = h == time.Hours ? time.Minutes : 0;
            for (var m = minute.AtLeast(firstMinute); m >= 0; m = minute.AtLeast(m + 1))
            {
                var s = second.AtLeast(h == time.Hours && m == time.Minutes ? time.Seconds : 0);
                if (s >= 0)
                    return new TimeSpan(h, m, s);
            }
        }

        return null;
    }
}
