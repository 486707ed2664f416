namespace Microsoft.Azure.Functions.Worker;

/// <summary>Why a timer function runs now.</summary>
public class TimerInfo
{
    /// <summary>The last and next runs; null when the schedule isn't monitored.</summary>
    public ScheduleStatus? ScheduleStatus { get; set; }

    /// <summary>Whether it makes up for a run that was missed.</summary>
    public bool IsPastDue { get; set; }
}
