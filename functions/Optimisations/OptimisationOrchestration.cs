using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Trading.Application.Optimisations;

namespace Trading.Functions.Optimisations;

/// <summary>A search for parameters from its acceptance to its end. Instance id = search id. Its history holds chunk numbers and counts; trials are in tables.</summary>
public static class OptimisationOrchestration
{
    internal const string Name = "Optimisation";

    private const int ChunksPerRun = 100;

    private static readonly TaskOptions Repeated = TaskOptions.FromRetryPolicy(new RetryPolicy(
        maxNumberOfAttempts: 3, firstRetryInterval: TimeSpan.FromSeconds(1), backoffCoefficient: 4));

    /// <summary>Runs the chunks, a few at a time, then judges them; or stores why there is no result.</summary>
    [Function(Name)]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, OptimisationRun run)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(run);
        try
        {
            // Nothing comes back from one that was cancelled meanwhile: its end is stored already.
            if (await RunChunksAsync(context, run) is not { } next)
                return;
            if (next < run.Chunks)
                context.ContinueAsNew(run with { Next = next });
            else
                await context.CallActivityAsync(OptimisationActivities.Complete, run.Optimisation, Repeated);
        }
        catch (TaskFailedException failure)
        {
            var reason = failure.FailureDetails.ErrorMessage;
            await context.CallActivityAsync(OptimisationActivities.Fail, new FailOptimisationRequest(run.Optimisation, reason), Repeated);
        }
    }

    /// <returns>The chunk to go on with; null when the search ended.</returns>
    private static async Task<int?> RunChunksAsync(TaskOrchestrationContext context, OptimisationRun run)
    {
        var next = run.Next;
        var end = Math.Min(run.Chunks, run.Next + ChunksPerRun);
        List<Task<int?>> running = [];
        while (true)
        {
            while (next < end && running.Count < run.Width)
                running.Add(context.CallActivityAsync<int?>(OptimisationActivities.RunChunk, new RunChunkRequest(run.Optimisation, next++), Repeated));
            if (running.Count == 0)
                return next;
            var ended = await Task.WhenAny(running);
            running.Remove(ended);
            if (await ended is not { } trials)
                return null;
            // Nothing is left to try: what follows would find nothing either.
            if (trials == 0)
                next = end = run.Chunks;
        }
    }
}
