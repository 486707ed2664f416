using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs the function on a schedule.</summary>
/// <param name="schedule">Six fields <c>second minute hour day month day-of-week</c>, or a time span <c>hh:mm:ss</c>, or <c>%setting%</c> that holds one.</param>
public sealed class TimerTriggerAttribute(string schedule) : TriggerBindingAttribute
{
    /// <summary>The schedule as written.</summary>
    public string Schedule { get; } = schedule;

    /// <summary>Runs it once when the host starts, too.</summary>
    public bool RunOnStartup { get; set; }

    /// <summary>Remembers its runs, so that one missed while the host was down is made up for. Not for schedules under a minute.</summary>
    public bool UseMonitor { get; set; } = true;
}
