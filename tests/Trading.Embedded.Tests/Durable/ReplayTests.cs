using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Trading.Embedded.Durable;

namespace Trading.Embedded.Tests.Durable;

/// <summary>Restarts, replays, code that is not deterministic, and what isolates one instance from another.</summary>
public sealed class ReplayTests
{
    private static readonly DateTimeOffset Start = new(2024, 1, 2, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_a_restart_the_orchestration_goes_on_where_it_was_and_recorded_activities_do_not_run_again()
    {
        var runs = new ConcurrentQueue<string>();
        await using var host = await new DurableHost()
            .Activity("Note", call =>
            {
                runs.Enqueue((string)call.GetInput(typeof(string))!);
                return runs.Count;
            })
            .Orchestrator("Goes", async context =>
            {
                var first = await context.CallActivityAsync<int>("Note", "a");
                context.SetCustomStatus("waits");
                var value = await context.WaitForExternalEvent<int>("go");
                return first + value + await context.CallActivityAsync<int>("Note", "b");
            }).StartAsync();
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Goes", Ended);
        await host.UntilStatusAsync(id, "waits");

        await host.RestartAsync();
        await host.Client.RaiseEventAsync(id, "go", 10, Ended);

        Assert.Equal(13, (await host.EndAsync(id)).ReadOutputAs<int>());
        Assert.Equal(["a", "b"], runs);
    }

    [Fact]
    public async Task An_activity_cut_off_by_the_stop_runs_again_after_the_next_start()
    {
        var began = new SemaphoreSlim(0);
        var runs = 0;
        await using var host = await new DurableHost()
            .Activity("Hangs", async (_, cancelled) =>
            {
                began.Release();
                if (Interlocked.Increment(ref runs) == 1)
                    await Task.Delay(Timeout.InfiniteTimeSpan, cancelled);
                return runs;
            })
            .Orchestrator("Goes", async context => await context.CallActivityAsync<int>("Hangs"))
            .StartAsync();
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Goes", Ended);
        await began.WaitAsync(Ended);

        await host.RestartAsync();

        Assert.Equal(2, (await host.EndAsync(id)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task A_stop_waits_for_the_activity_under_way()
    {
        var began = new SemaphoreSlim(0);
        var finish = new TaskCompletionSource<object?>();
        await using var host = await new DurableHost()
            .Activity("Slow", (_, _) =>
            {
                began.Release();
                return finish.Task;
            })
            .Orchestrator("Goes", async context => await context.CallActivityAsync<int>("Slow"))
            .StartAsync();
        await host.Client.ScheduleNewOrchestrationInstanceAsync("Goes", Ended);
        await began.WaitAsync(Ended);

        var stopping = host.Engine.StopAsync(CancellationToken.None);
        Assert.False(stopping.IsCompleted);
        finish.SetResult(1);
        await stopping.WaitAsync(TimeSpan.FromMinutes(1), Ended);

        Assert.Null(host.Platform.Store.Read(session => session.Scalar("SELECT 1 FROM durable_activities")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Ids_and_time_are_the_same_at_each_replay_and_the_logger_speaks_once(bool cached)
    {
        using var log = new ListLogger();
        var seen = new ConcurrentQueue<(Guid Id, DateTime At)>();
        await using var host = await new DurableHost(cached, loggers: log)
            .Activity("Quick", _ => 1)
            .Orchestrator("Tells", async context =>
            {
                var logger = context.CreateReplaySafeLogger("orchestrator");
                seen.Enqueue((context.NewGuid(), context.CurrentUtcDateTime));
                logger.LogInformation("first");
                await context.CallActivityAsync("Quick");
                var replaying = context.IsReplaying;
                logger.LogInformation("second");
                await context.CallActivityAsync("Quick");
                return context.NewGuid() != seen.First().Id && !replaying | !cached;
            }).StartAsync();

        var ended = await host.RunAsync("Tells");

        Assert.True(ended.ReadOutputAs<bool>());
        Assert.Equal(cached ? 1 : 3, seen.Count);
        Assert.Single(seen.Distinct());
        Assert.Equal(["first", "second"], log.Of("orchestrator"));
    }

    [Fact]
    public async Task A_new_id_is_the_version_5_uuid_of_instance_time_and_count()
    {
        await using var host = await new DurableHost(clock: new ManualClock(Start))
            .Orchestrator("Tells", context => Task.FromResult<object?>(new[] { context.NewGuid(), context.NewGuid() }))
            .StartAsync();

        var ids = (await host.RunAsync("Tells", options: new StartOrchestrationOptions("order-1"))).ReadOutputAs<Guid[]>();

        // Python's uuid.uuid5 of the framework's namespace 9e952958-5e33-4daf-827f-2fa12937b875 and order-1_2024-01-02T00:00:00.0000000Z_0, then _1.
        Assert.Equal([new Guid("2331d1bb-e3cd-58d6-8dd7-e80f45658372"), new Guid("85e49b2b-91a0-5f48-b86b-fa27df044635")], ids!);
    }

    [Fact]
    public async Task Each_start_of_an_id_and_each_new_beginning_gives_new_ids_even_while_time_stands_still()
    {
        var seen = new ConcurrentQueue<Guid>();
        await using var host = await new DurableHost(clock: new ManualClock(Start))
            .Orchestrator("Tells", context =>
            {
                seen.Enqueue(context.NewGuid());
                if (context.GetInput<int>() == 0)
                    context.ContinueAsNew(1);
                return Task.FromResult<object?>(null);
            }).StartAsync();
        var options = new StartOrchestrationOptions("same");

        await host.RunAsync("Tells", 0, options);
        await host.RunAsync("Tells", 0, options);

        Assert.Equal(4, seen.Distinct().Count());
    }

    [Theory]
    [InlineData("Renamed", "scheduled the activity 'Note' with sequence ID 0, but the current replay execution scheduled the activity 'Renamed' instead")]
    [InlineData("timer", "scheduled the activity 'Note' with sequence ID 0, but the current replay execution scheduled a timer instead")]
    [InlineData("nothing", "scheduled the activity 'Note' with sequence ID 0, but the current replay execution hasn't (yet?) scheduled this task")]
    public async Task Code_that_changed_under_a_running_orchestration_is_noticed_and_the_step_named(string change, string says)
    {
        await using var host = await new DurableHost()
            .Activity("Note", _ => 1)
            .Activity("Renamed", _ => 1)
            .Orchestrator("Goes", async context =>
            {
                await context.CallActivityAsync("Note");
                context.SetCustomStatus("waits");
                return await context.WaitForExternalEvent<int>("go");
            }).StartAsync();
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Goes", Ended);
        await host.UntilStatusAsync(id, "waits");

        await host.RestartAsync(again => again.Orchestrator("Goes", async context =>
        {
            if (change == "timer")
                await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            else if (change == "Renamed")
                await context.CallActivityAsync("Renamed");
            return await context.WaitForExternalEvent<int>("go");
        }));
        await host.Client.RaiseEventAsync(id, "go", 1, Ended);

        var ended = await host.EndAsync(id);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.Contains(says, ended.SerializedOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_input_of_an_activity_is_not_noticed()
    {
        var inputs = new ConcurrentQueue<int>();
        await using var host = await new DurableHost()
            .Activity("Note", call =>
            {
                inputs.Enqueue((int)call.GetInput(typeof(int))!);
                return 1;
            })
            .Orchestrator("Goes", context => Body(context, 1))
            .StartAsync();
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Goes", Ended);
        await host.UntilStatusAsync(id, "waits");

        await host.RestartAsync(again => again.Orchestrator("Goes", context => Body(context, 2)));
        await host.Client.RaiseEventAsync(id, "go", 1, Ended);

        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await host.EndAsync(id)).RuntimeStatus);
        Assert.Equal([1], inputs);

        static async Task<object?> Body(TaskOrchestrationContext context, int input)
        {
            await context.CallActivityAsync("Note", input);
            context.SetCustomStatus("waits");
            return await context.WaitForExternalEvent<int>("go");
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Awaiting_what_is_not_durable_fails_the_orchestration_with_a_clear_word(bool configureAwait)
    {
        await using var host = await new DurableHost()
            .Orchestrator("Sleeps", async _ =>
            {
                if (configureAwait)
                    await Task.Delay(1).ConfigureAwait(false);
                else
                    await Task.Delay(1);
                return 1;
            }).StartAsync();

        var ended = await host.RunAsync("Sleeps");

        Assert.StartsWith("An invalid asynchronous invocation was detected.", ended.SerializedOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_orchestrator_and_an_activity_that_never_return_block_nobody_else()
    {
        using var release = new ManualResetEventSlim();
        await using var host = await new DurableHost(options: new DurableEngineOptions { MaxConcurrentActivities = 4, MaxConcurrentOrchestrations = 4 })
            .Activity("Quick", _ => 1)
            .Activity("Hangs", (_, cancelled) => Task.Delay(Timeout.InfiniteTimeSpan, cancelled).ContinueWith(_ => (object?)null, TaskScheduler.Default))
            .Orchestrator("Spins", _ =>
            {
                release.Wait(TimeSpan.FromSeconds(60));
                return Task.FromResult<object?>(null);
            })
            .Orchestrator("Stuck", async context => await context.CallActivityAsync<int>("Hangs"))
            .Orchestrator("Goes", async context => await context.CallActivityAsync<int>("Quick"))
            .StartAsync();
        await host.Client.ScheduleNewOrchestrationInstanceAsync("Spins", Ended);
        await host.Client.ScheduleNewOrchestrationInstanceAsync("Stuck", Ended);

        var ended = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => host.RunAsync("Goes")));
        release.Set();

        Assert.All(ended, metadata => Assert.Equal(1, metadata.ReadOutputAs<int>()));
    }

    [Fact]
    public async Task A_data_folder_has_one_running_engine()
    {
        await using var host = await new DurableHost().StartAsync();
        await using var second = new DurableEngine(host.Platform, new ListLogger(), new DurableEngineOptions());

        await Assert.ThrowsAsync<InvalidOperationException>(() => second.StartAsync(Ended));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_orchestration_its_children_and_its_activities_are_one_trace_across_restarts(bool listened)
    {
        var traces = new ConcurrentQueue<string?>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => listened && source.Name == "Trading.Embedded.Durable",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
        };
        ActivitySource.AddActivityListener(listener);
        await using var host = await new DurableHost()
            .Activity("Note", _ =>
            {
                traces.Enqueue(Activity.Current?.TraceId.ToString());
                return 1;
            })
            .Orchestrator("Child", async context => await context.CallActivityAsync<int>("Note"))
            .Orchestrator("Parent", async context =>
            {
                await context.CallActivityAsync("Note");
                context.SetCustomStatus("waits");
                await context.WaitForExternalEvent<int>("go");
                return await context.CallSubOrchestratorAsync<int>("Child");
            }).StartAsync();
        using var request = new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start();
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Parent", Ended);
        request.Stop();
        await host.UntilStatusAsync(id, "waits");
        await host.RestartAsync();
        await host.Client.RaiseEventAsync(id, "go", 1, Ended);
        await host.EndAsync(id);

        Assert.Equal([request.TraceId.ToString(), request.TraceId.ToString()], traces);
    }
}
