using Microsoft.Extensions.Logging.Abstractions;
using Trading.Embedded;
using Trading.Embedded.Durable;

namespace Trading.Benchmarks;

/// <summary>Orchestrations of one activity, from their start to their result.</summary>
internal static class DurableSpeed
{
    public static async Task RunAsync(EmbeddedPlatform platform)
    {
        await using var engine = new DurableEngine(platform, NullLoggerFactory.Instance, new DurableEngineOptions());
        engine.AddActivity("Quick", (_, _) => Task.FromResult<object?>(1));
        engine.AddOrchestrator("One", async context => await context.CallActivityAsync<int>("Quick", 1));
        await engine.StartAsync(CancellationToken.None);

        await Measure.RateAsync("durable.one", 500, _ => OneAsync(engine));
        await Measure.RateAsync("durable.512", 20_000, _ => OneAsync(engine), 512);
    }

    private static async Task OneAsync(DurableEngine engine)
    {
        var id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("One", 1, CancellationToken.None);
        await engine.Client.WaitForInstanceCompletionAsync(id, CancellationToken.None);
    }
}
