using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Trading.Application.Exits;
using Trading.Functions.Durable;

namespace Trading.Functions.Exits;

/// <summary>An account on its way out of everything: step after step until it is flat or nothing more can be done. Instance id = flattening id.</summary>
public static class FlatteningLoop
{
    internal const string Name = "Flattening";

    private const int StepsPerRun = 50;
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    /// <summary>Takes steps, ever more slowly, and at once when one of its orders changed.</summary>
    [Function(Name)]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, FlatteningReference flattening)
    {
        ArgumentNullException.ThrowIfNull(context);
        var wait = FirstWait;
        for (var step = 0; step < StepsPerRun; step++)
        {
            if (await StepAsync(context, flattening))
                return;
            if (await context.WokenWithinAsync(wait))
                wait = FirstWait;
            else
                wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
        }

        context.ContinueAsNew(flattening);
    }

    private static async Task<bool> StepAsync(TaskOrchestrationContext context, FlatteningReference flattening)
    {
        try
        {
            return await context.CallActivityAsync<bool>(FlatteningActivities.Step, flattening, Retry.Idempotent);
        }
        catch (TaskFailedException)
        {
            // A store that is gone for longer than a step is repeated ends nothing: nobody else would close the positions.
            return false;
        }
    }
}
