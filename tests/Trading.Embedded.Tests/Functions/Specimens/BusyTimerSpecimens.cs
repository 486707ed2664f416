using Microsoft.Azure.Functions.Worker;

namespace Trading.Embedded.Tests.Functions.Specimens;

/// <summary>Timer functions that run at once and often.</summary>
public sealed class BusyTimerSpecimens(Notes notes)
{
    private static int failures;

    [Function("AtStart")]
    public Task AtStartAsync([TimerTrigger("0 0 0 1 1 *", RunOnStartup = true)] TimerInfo timer, FunctionContext context)
    {
        ArgumentNullException.ThrowIfNull(timer);
        notes.Add($"start {context?.FunctionDefinition.Name} pastDue={timer.IsPastDue}");
        return Task.CompletedTask;
    }

    [Function("Failing")]
    public void Failing([TimerTrigger("*/1 * * * * *")] TimerInfo timer)
    {
        notes.Add($"failing {timer?.ScheduleStatus is null}");
        if (Interlocked.Increment(ref failures) % 2 == 1)
            throw new InvalidOperationException("every other time");
    }
}
