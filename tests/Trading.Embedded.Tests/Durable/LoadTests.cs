using System.Collections.Concurrent;
using Microsoft.DurableTask;

namespace Trading.Embedded.Tests.Durable;

/// <summary>Much at once: what lies in the store is taken in by parts, nobody is held up, and no instance runs twice at a time.</summary>
public sealed class LoadTests
{
    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_flood_of_events_to_an_instance_that_hangs_holds_up_no_other_and_comes_whole_and_in_order()
    {
        const int Flood = 5_000;
        using var release = new ManualResetEventSlim();
        await using var host = await new DurableHost()
            .Activity("Quick", _ => 1)
            .Orchestrator("Hangs", async context =>
            {
                var heard = new List<int> { await context.WaitForExternalEvent<int>("news") };
                release.Wait(TimeSpan.FromMinutes(2));
                while (heard.Count < Flood)
                    heard.Add(await context.WaitForExternalEvent<int>("news"));
                return heard;
            })
            .Orchestrator("Goes", async context => await context.CallActivityAsync<int>("Quick"))
            .StartAsync();
        var hangs = await host.Client.ScheduleNewOrchestrationInstanceAsync("Hangs", Ended);
        foreach (var part in Enumerable.Range(0, Flood).Chunk(500))
            await Task.WhenAll(part.Select(number => host.Client.RaiseEventAsync(hangs, "news", number, Ended)));

        var goes = await host.RunAsync("Goes");
        release.Set();
        var heard = (await host.EndAsync(hangs)).ReadOutputAs<int[]>()!;

        Assert.Equal(1, goes.ReadOutputAs<int>());
        Assert.Equal(Enumerable.Range(0, Flood), heard);
        Assert.Null(host.Platform.Store.Read(session => session.Scalar("SELECT 1 FROM durable_inbox")));
    }

    [Fact]
    public async Task More_than_fits_in_memory_may_wait_in_the_store_at_the_start()
    {
        const int Instances = 10_000;
        await using var host = new DurableHost()
            .Orchestrator("Ends", context => Task.FromResult<object?>(context.GetInput<int>()));
        foreach (var part in Enumerable.Range(0, Instances).Chunk(500))
        {
            await Task.WhenAll(part.Select(number =>
                host.Client.ScheduleNewOrchestrationInstanceAsync("Ends", number, new StartOrchestrationOptions($"i-{number}"), Ended)));
        }

        await host.StartAsync();
        for (var number = 0; number < Instances; number++)
            await host.Client.WaitForInstanceCompletionAsync($"i-{number}", Ended).WaitAsync(TimeSpan.FromMinutes(5), Ended);

        Assert.Equal((long)Instances, host.Platform.Store.Read(session => session.Scalar("SELECT count(*) FROM durable_instances WHERE status = 1")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task However_many_send_to_it_an_instance_runs_once_at_a_time(bool cached)
    {
        const int Senders = 8;
        const int Each = 50;
        var inside = new ConcurrentDictionary<string, int>();
        var overlaps = 0;
        await using var host = await new DurableHost(cached)
            .Orchestrator("Counts", async context =>
            {
                var sum = 0;
                for (var i = 0; i < Senders * Each; i++)
                {
                    sum += await context.WaitForExternalEvent<int>("add");
                    if (inside.AddOrUpdate(context.InstanceId, 1, (_, now) => now + 1) > 1)
                        Interlocked.Increment(ref overlaps);
                    Thread.SpinWait(200);
                    inside.AddOrUpdate(context.InstanceId, 0, (_, now) => now - 1);
                }

                return sum;
            }).StartAsync();
        string[] ids = ["a", "b", "c"];
        foreach (var id in ids)
            await host.Client.ScheduleNewOrchestrationInstanceAsync("Counts", new StartOrchestrationOptions(id), Ended);

        await Task.WhenAll(Enumerable.Range(0, Senders).Select(async _ =>
        {
            for (var i = 0; i < Each; i++)
            {
                foreach (var id in ids)
                    await host.Client.RaiseEventAsync(id, "add", 1, Ended);
            }
        }));

        foreach (var id in ids)
            Assert.Equal(Senders * Each, (await host.EndAsync(id)).ReadOutputAs<int>());
        Assert.Equal(0, overlaps);
    }
}
