using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging.Abstractions;
using Trading.Embedded.Durable;

namespace Trading.Embedded.KillHost;

/// <summary>
/// Keeps orchestrations of every kind of step under way until it is killed. The journal gets a line for each run of an activity,
/// before it has an effect, and for each start that was acknowledged.
/// </summary>
internal static class DurableLoad
{
    private const int Together = 16;

    public static async Task RunAsync(string folder, string journalPath, bool finish)
    {
        using var platform = EmbeddedPlatform.Start(new EmbeddedOptions { DataFolder = folder, Durability = Durability.ProcessDeath });
        await using var journal = new Journal(journalPath);
        await using var engine = new DurableEngine(platform, NullLoggerFactory.Instance, new DurableEngineOptions { MaxCachedOrchestrations = 8 });
        engine.AddActivity("Note", (call, _) =>
        {
            var key = (string)call.GetInput(typeof(string))!;
            journal.Write($"ran {key}");
            return Task.FromResult<object?>(key);
        });
        engine.AddActivity("Raise", async (call, cancellationToken) =>
        {
            await engine.Client.RaiseEventAsync(call.InstanceId, "fill", call.InstanceId, cancellationToken);
            return null;
        });
        engine.AddActivity("Fail", (_, _) => throw new TimeoutException("on purpose"));
        engine.AddOrchestrator("Leg", async context => await context.CallActivityAsync<string>("Note", context.GetInput<string>()));
        engine.AddOrchestrator("Echo", async context =>
        {
            context.SendEvent(context.Parent!.InstanceId, "echo", await context.WaitForExternalEvent<string>("call"));
            return null;
        });
        engine.AddOrchestrator("Trade", TradeAsync);
        await engine.StartAsync(CancellationToken.None);
        await Console.Out.WriteLineAsync("ready");

        var under = new List<Task>();
        for (var number = journal.Acknowledged; !finish; number++)
        {
            var id = $"t-{number}";
            await StartAsync(engine, id);
            journal.Write($"started {id}");
            under.Add(engine.Client.WaitForInstanceCompletionAsync(id, CancellationToken.None));
            if (under.Count >= Together)
                under.Remove(await Task.WhenAny(under));
        }

        await foreach (var instance in engine.Client.GetAllInstancesAsync())
            await engine.Client.WaitForInstanceCompletionAsync(instance.InstanceId, CancellationToken.None);
    }

    private static async Task StartAsync(DurableEngine engine, string id)
    {
        try
        {
            await engine.Client.ScheduleNewOrchestrationInstanceAsync("Trade", 0, new StartOrchestrationOptions(id), CancellationToken.None);
        }
        catch (OrchestrationAlreadyExistsException)
        {
            // Stored by the process before this one, which was killed before it could say so.
        }
    }

    /// <summary>Every kind of step, twice: the second time in a new execution.</summary>
    private static async Task<object?> TradeAsync(TaskOrchestrationContext context)
    {
        var round = context.GetInput<int>();
        var id = context.InstanceId;
        var first = await context.CallActivityAsync<string>("Note", $"{id}/{round}/first");
        await context.CreateTimer(TimeSpan.FromMilliseconds(5), CancellationToken.None);
        var legs = await Task.WhenAll(Enumerable.Range(0, 3).Select(leg => context.CallSubOrchestratorAsync<string>("Leg", $"{id}/{round}/leg{leg}")));
        await context.CallActivityAsync("Raise");
        var fill = await context.WaitForExternalEvent<string>("fill", TimeSpan.FromMinutes(5));
        var echo = await EchoAsync(context, $"{id}/{round}");
        var tries = await TriesAsync(context);
        var last = await context.CallActivityAsync<string>("Note", $"{id}/{round}/last");
        if (round == 0)
        {
            context.ContinueAsNew(1);
            return null;
        }

        return string.Join(' ', [first, .. legs, fill, echo, tries, last]);
    }

    /// <summary>Events between a parent and a child of a given id, which each round starts anew.</summary>
    private static async Task<string> EchoAsync(TaskOrchestrationContext context, string words)
    {
        var child = $"{context.InstanceId}-echo";
        var ended = context.CallSubOrchestratorAsync("Echo", new SubOrchestrationOptions(instanceId: child));
        context.SendEvent(child, "call", words);
        var echo = await context.WaitForExternalEvent<string>("echo");
        await ended;
        return echo;
    }

    /// <summary>An activity that fails, repeated by a policy.</summary>
    private static async Task<string> TriesAsync(TaskOrchestrationContext context)
    {
        try
        {
            await context.CallActivityAsync("Fail", TaskOptions.FromRetryPolicy(new RetryPolicy(3, TimeSpan.FromMilliseconds(1))));
            return "none";
        }
        catch (TaskFailedException failed)
        {
            return failed.FailureDetails.ErrorMessage;
        }
    }
}
