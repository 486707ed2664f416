namespace Trading.Embedded.Functions.Timers;

/// <summary>The six fields of a cron expression, in their order.</summary>
internal enum CronFieldKind
{
    Second,
    Minute,
    Hour,
    Day,
    Month,
    DayOfWeek,
}
