using Microsoft.Azure.Functions.Worker;

namespace Trading.Embedded.Tests.Functions.Specimens;

/// <summary>Timer functions.</summary>
public sealed class TimerSpecimens(Notes notes)
{
    [Function("Rare")]
    public void Rare([TimerTrigger("%Often%")] TimerInfo timer)
    {
        ArgumentNullException.ThrowIfNull(timer);
        notes.Add($"rare pastDue={timer.IsPastDue} last={timer.ScheduleStatus?.Last:yyyy}");
    }
}
