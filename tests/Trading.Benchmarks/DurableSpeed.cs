using System.Diagnostics;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging.Abstractions;
using Trading.Embedded;
using Trading.Embedded.Durable;

namespace Trading.Benchmarks;

/// <summary>Orchestrations of one activity, from their start to their result, and of many, one after the other.</summary>
internal static class DurableSpeed
{
    public static async Task RunAsync(EmbeddedPlatform platform)
    {
        await using (var engine = await BeginAsync(platform))
        {
            await Measure.RateAsync("durable.one", 500, _ => OneAsync(engine));
            await Measure.RateAsync("durable.512", 20_000, _ => OneAsync(engine), 512);
        }

        // Equal rates say that a step does not cost more the more there were before it.
        foreach (var steps in new[] { 1_000, 10_000 })
            await StepsAsync(platform, steps);
    }

    private static async Task<DurableEngine> BeginAsync(EmbeddedPlatform platform)
    {
        var engine = new DurableEngine(platform, NullLoggerFactory.Instance, new DurableEngineOptions());
        engine.AddActivity("Quick", (_, _) => Task.FromResult<object?>(1));
        engine.AddOrchestrator("One", async context => await context.CallActivityAsync<int>("Quick", 1));
        engine.AddOrchestrator("Many", async context =>
        {
            var sum = 0;
            for (var step = 0; step < context.GetInput<int>(); step++)
                sum += await context.CallActivityAsync<int>("Quick", 1);
            context.SetCustomStatus(sum);
            return await context.WaitForExternalEvent<int>("go");
        });
        await engine.StartAsync(CancellationToken.None);
        return engine;
    }

    private static async Task OneAsync(DurableEngine engine)
    {
        var id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("One", 1, CancellationToken.None);
        await engine.Client.WaitForInstanceCompletionAsync(id, CancellationToken.None);
    }

    /// <summary>An orchestration of many steps; then, in a new engine, its replay.</summary>
    private static async Task StepsAsync(EmbeddedPlatform platform, int steps)
    {
        var id = $"many-{steps}";
        await using (var engine = await BeginAsync(platform))
        {
            var begun = Stopwatch.GetTimestamp();
            await engine.Client.ScheduleNewOrchestrationInstanceAsync("Many", steps, new StartOrchestrationOptions(id), CancellationToken.None);
            while ((await engine.Client.GetInstanceAsync(id, true, CancellationToken.None))!.SerializedCustomStatus is null)
                await Task.Delay(10);
            Measure.Print($"durable.steps.{steps}", steps / Stopwatch.GetElapsedTime(begun).TotalSeconds, "steps/s");
        }

        await using (var engine = await BeginAsync(platform))
        {
            var begun = Stopwatch.GetTimestamp();
            await engine.Client.RaiseEventAsync(id, "go", 1, CancellationToken.None);
            await engine.Client.WaitForInstanceCompletionAsync(id, CancellationToken.None);
            Measure.Print($"durable.replay.{steps}", Stopwatch.GetElapsedTime(begun).TotalMilliseconds, "ms");
        }
    }
}
