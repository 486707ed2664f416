using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Trading.Embedded.Tests.Durable;

/// <summary>The engine's figures.</summary>
public sealed class MetricsTests
{
    [Fact]
    public async Task Starts_ends_episodes_activities_and_the_backlog_are_measured()
    {
        var measured = new ConcurrentQueue<(string Instrument, double Value, string Tags)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == "Trading.Embedded.Durable")
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => measured.Enqueue((instrument.Name, value, Describe(tags))));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => measured.Enqueue((instrument.Name, value, Describe(tags))));
        listener.Start();
        await using var host = await new DurableHost()
            .Activity("MeasuredActivity", _ => 1)
            .Activity("MeasuredFailure", _ => throw new TimeoutException("slow"))
            .Orchestrator("MeasuredOrchestration", async context =>
            {
                if (context.GetInput<int>() == 0)
                {
                    await context.CallActivityAsync("MeasuredActivity");
                    context.ContinueAsNew(1);
                    return 0;
                }

                return await context.CallActivityAsync<int>("MeasuredFailure");
            }).StartAsync();

        await host.RunAsync("MeasuredOrchestration", 0);
        // The end can be seen a moment before it is measured.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        while (!measured.Any(item => item.Instrument == "durable.orchestrations.ended" && item.Tags.Contains("MeasuredOrchestration", StringComparison.Ordinal)))
            await Task.Delay(1, limit.Token);
        listener.RecordObservableInstruments();

        // Other tests measure under the same meter at the same time; names tell them apart.
        var mine = measured.Where(item => item.Tags.Contains("Measured", StringComparison.Ordinal)).ToLookup(item => $"{item.Instrument} {item.Tags}", item => item.Value);
        Assert.Equal([1], mine["durable.orchestrations.started orchestration=MeasuredOrchestration"]);
        Assert.Equal([1], mine["durable.orchestrations.ended orchestration=MeasuredOrchestration outcome=failed"]);
        Assert.Equal(4, mine["durable.episode.duration orchestration=MeasuredOrchestration"].Count());
        Assert.Single(mine["durable.activity.duration activity=MeasuredActivity outcome=completed"]);
        Assert.Single(mine["durable.activity.duration activity=MeasuredFailure outcome=failed"]);
        Assert.Superset(
            new HashSet<string> { "kind=message", "kind=activity", "kind=timer" },
            measured.Where(item => item.Instrument == "durable.backlog").Select(item => item.Tags).ToHashSet());
    }

    private static string Describe(ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"));
}
