using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Trading.Embedded.Durable;

namespace Trading.Embedded.KillHost;

/// <summary>Orchestrations with one activity, as many as can be.</summary>
internal static class DurableMeasure
{
    public static async Task RunAsync(string folder, Durability durability, int count)
    {
        using var platform = EmbeddedPlatform.Start(new EmbeddedOptions { DataFolder = folder, Durability = durability });
        await using var engine = new DurableEngine(platform, NullLoggerFactory.Instance, new DurableEngineOptions());
        engine.AddActivity("Quick", (_, _) => Task.FromResult<object?>(1));
        engine.AddOrchestrator("One", async context => await context.CallActivityAsync<int>("Quick", 1));
        await engine.StartAsync(CancellationToken.None);
        await OneAsync(engine);

        var watch = Stopwatch.StartNew();
        await OneAsync(engine);
        var alone = watch.Elapsed;
        watch.Restart();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = 512 }, async (_, _) => await OneAsync(engine));
        var perSecond = count / watch.Elapsed.TotalSeconds;
        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{durability}: {count} orchestrations in {watch.Elapsed.TotalSeconds:F2} s, {perSecond:F0} a second; one alone {alone.TotalMilliseconds:F1} ms; {Environment.WorkingSet >> 20} MiB"));
    }

    private static async Task OneAsync(DurableEngine engine)
    {
        var id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("One", 1, CancellationToken.None);
        await engine.Client.WaitForInstanceCompletionAsync(id, CancellationToken.None);
    }
}
