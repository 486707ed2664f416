using System.Globalization;

namespace Trading.Embedded.Functions.Timers;

/// <summary>When a timer function is due: a cron expression in a time zone, or a fixed interval.</summary>
internal sealed class Schedule
{
    private readonly string text;
    private readonly CronExpression? cron;
    private readonly TimeZoneInfo zone;
    private readonly TimeSpan interval;

    private Schedule(string text, CronExpression? cron, TimeSpan interval, TimeZoneInfo zone)
    {
        this.text = text;
        this.cron = cron;
        this.interval = interval;
        this.zone = zone;
    }

    /// <summary>Reads <c>hh:mm:ss</c> or a cron expression.</summary>
    /// <exception cref="FormatException">It is neither; the message says why.</exception>
    public static Schedule Parse(string text, TimeZoneInfo zone)
    {
        if (!text.Contains(' ', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var interval))
            return interval > TimeSpan.Zero ? new Schedule(text, null, interval, zone) : throw new FormatException("the interval must be more than zero");
        var cron = CronExpression.Parse(text);
        return cron.Next(new DateTime(2000, 1, 1)) is null ? throw new FormatException("no date ever fits it") : new Schedule(text, cron, default, zone);
    }

    /// <summary>
    /// The first time due after an instant. A time of day that daylight saving skips is due when the clock has jumped; one that
    /// it repeats is due once, unless the schedule recurs every hour.
    /// </summary>
    public DateTimeOffset Next(DateTimeOffset after)
    {
        if (cron is null)
            return after + interval;
        var next = cron.IsEveryHour ? NextByInstant(after.ToUniversalTime()) : NextByClock(after.ToUniversalTime());
        return next ?? DateTimeOffset.MaxValue;
    }

    /// <summary>Whether it may be due more than once within a minute.</summary>
    public bool IsUnderAMinute => cron?.IsUnderAMinute ?? interval < TimeSpan.FromMinutes(1);

    /// <summary>What decides when it is due: the text, and the time zone where that is not UTC.</summary>
    public override string ToString() => cron is null || zone.Id == TimeZoneInfo.Utc.Id ? text : $"{text} ({zone.Id})";

    // Follows the offset that holds, and starts again at the instant where it changes.
    private DateTimeOffset? NextByInstant(DateTimeOffset after)
    {
        var offset = zone.GetUtcOffset(after);
        while (cron!.Next(after.UtcDateTime + offset) is { } local)
        {
            var found = new DateTimeOffset(DateTime.SpecifyKind(local - offset, DateTimeKind.Utc));
            if (zone.GetUtcOffset(found) == offset)
                return found;
            var change = FirstInstantOfNextOffset(after, found, offset);
            offset = zone.GetUtcOffset(change);
            after = change.AddTicks(-1);
        }

        return null;
    }

    private DateTimeOffset? NextByClock(DateTimeOffset after)
    {
        var local = DateTime.SpecifyKind(TimeZoneInfo.ConvertTimeFromUtc(after.UtcDateTime, zone), DateTimeKind.Unspecified);
        while (cron!.Next(local) is { } candidate)
        {
            var instant = Instant(candidate);
            if (instant > after)
                return instant;
            local = candidate;
        }

        return null;
    }

    private DateTimeOffset Instant(DateTime local)
    {
        if (zone.IsInvalidTime(local))
        {
            var before = zone.GetUtcOffset(local.AddDays(-1));
            var utc = new DateTimeOffset(DateTime.SpecifyKind(local - before, DateTimeKind.Utc));
            return FirstInstantOfNextOffset(utc.AddDays(-1), utc, before);
        }

        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(DateTime.SpecifyKind(local - offset, DateTimeKind.Utc));
    }

    private DateTimeOffset FirstInstantOfNextOffset(DateTimeOffset before, DateTimeOffset after, TimeSpan offset)
    {
        var (low, high) = (before.UtcTicks / TimeSpan.TicksPerSecond, after.UtcTicks / TimeSpan.TicksPerSecond);
        while (high - low > 1)
        {
            var middle = low + (high - low) / 2;
            if (zone.GetUtcOffset(new DateTimeOffset(middle * TimeSpan.TicksPerSecond, TimeSpan.Zero)) == offset)
                low = middle;
            else
                high = middle;
        }

        return new DateTimeOffset(high * TimeSpan.TicksPerSecond, TimeSpan.Zero);
    }
}
