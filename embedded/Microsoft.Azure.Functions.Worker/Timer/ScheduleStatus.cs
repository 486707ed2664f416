namespace Microsoft.Azure.Functions.Worker;

/// <summary>The remembered runs of a timer function.</summary>
public class ScheduleStatus
{
    /// <summary>When it last ran, UTC; <see cref="DateTime.MinValue"/> before the first time.</summary>
    public DateTime Last { get; set; }

    /// <summary>When it is due next, UTC.</summary>
    public DateTime Next { get; set; }

    /// <summary>When this record was written, UTC.</summary>
    public DateTime LastUpdated { get; set; }
}
