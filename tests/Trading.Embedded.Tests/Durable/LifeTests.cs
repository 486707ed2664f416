using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Trading.Embedded.Tests.Durable;

/// <summary>Starting, ending, beginning anew, halting, removing.</summary>
public sealed class LifeTests
{
    private static readonly DateTimeOffset Start = new(2024, 1, 2, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_new_beginning_keeps_the_id_and_the_events_nobody_waited_for(bool cached)
    {
        await using var host = await new DurableHost(cached)
            .Activity("Quick", _ => 1)
            .Orchestrator("Counts", async context =>
            {
                var sum = context.GetInput<int>();
                if (sum == 0)
                    context.SetCustomStatus("waits");
                var value = await context.WaitForExternalEvent<int>("add");
                await context.CallActivityAsync("Quick");
                if (value < 0)
                    return sum;
                context.ContinueAsNew(sum + value);
                return null;
            }).StartAsync();

        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Counts", 0, Ended);
        await host.UntilStatusAsync(id, "waits");
        foreach (var value in new[] { 1, 2, 3, 4, 5, -1 })
            await host.Client.RaiseEventAsync(id, "add", value, Ended);

        Assert.Equal(15, (await host.EndAsync(id)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task A_new_beginning_may_leave_unprocessed_events_behind()
    {
        await using var host = await new DurableHost(clock: new ManualClock(Start))
            .Orchestrator("Forgets", async context =>
            {
                if (context.GetInput<int>() == 1)
                {
                    context.SetCustomStatus("anew");
                    return await context.WaitForExternalEvent<int>("other", TimeSpan.FromHours(1));
                }

                context.SetCustomStatus("first");
                await context.WaitForExternalEvent<int>("go");
                context.ContinueAsNew(new ContinueAsNewOptions { NewInput = 1, PreserveUnprocessedEvents = false });
                return null;
            }).StartAsync();

        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Forgets", Ended);
        await host.UntilStatusAsync(id, "first");
        await host.Client.RaiseEventAsync(id, "other", 1, Ended);
        await host.Client.RaiseEventAsync(id, "go", 1, Ended);
        await host.UntilStatusAsync(id, "anew");
        await host.Client.RaiseEventAsync(id, "other", 2, Ended);

        Assert.Equal(2, (await host.EndAsync(id)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task An_exception_after_a_new_beginning_was_asked_for_fails_the_instance()
    {
        await using var host = await new DurableHost()
            .Orchestrator("Breaks", context =>
            {
                context.ContinueAsNew(1);
                throw new InvalidTimeZoneException("late");
            }).StartAsync();

        var ended = await host.RunAsync("Breaks");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.Equal("late", ended.SerializedOutput);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_orchestration_that_returned_runs_until_what_it_started_has_ended(bool cached)
    {
        var finish = new TaskCompletionSource<object?>();
        var started = new TaskCompletionSource();
        await using var host = await new DurableHost(cached)
            .Activity("Slow", (_, _) =>
            {
                started.SetResult();
                return finish.Task;
            })
            .Orchestrator("Leaves", context =>
            {
                _ = context.CallActivityAsync("Slow");
                _ = context.WaitForExternalEvent<int>("never");
                return Task.FromResult<object?>("gone");
            }).StartAsync();

        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Leaves", Ended);
        await started.Task.WaitAsync(TimeSpan.FromMinutes(1), Ended);
        var meanwhile = await host.Client.GetInstanceAsync(id, Ended);
        finish.SetResult(null);

        Assert.Equal(OrchestrationRuntimeStatus.Running, meanwhile!.RuntimeStatus);
        Assert.Equal("gone", (await host.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task An_id_is_refused_while_its_instance_lives_and_free_when_it_has_ended()
    {
        await using var host = await new DurableHost()
            .Orchestrator("Waits", async context => await context.WaitForExternalEvent<int>("go"))
            .StartAsync();
        var options = new StartOrchestrationOptions("order-1");
        await host.Client.ScheduleNewOrchestrationInstanceAsync("Waits", options, Ended);

        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(
            () => host.Client.ScheduleNewOrchestrationInstanceAsync("Waits", options, Ended));
        await host.Client.RaiseEventAsync("order-1", "go", 1, Ended);
        await host.EndAsync("order-1");
        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() => host.Client.ScheduleNewOrchestrationInstanceAsync(
            "Waits", options.WithDedupeStatuses(OrchestrationRuntimeStatus.Completed), Ended));
        await host.Client.ScheduleNewOrchestrationInstanceAsync(
            "Waits", options.WithDedupeStatuses(OrchestrationRuntimeStatus.Failed), Ended);
        await host.Client.RaiseEventAsync("order-1", "go", 2, Ended);

        Assert.Equal(2, (await host.EndAsync("order-1")).ReadOutputAs<int>());
    }

    [Fact]
    public async Task A_start_that_protects_only_other_statuses_replaces_a_living_instance()
    {
        await using var host = await new DurableHost(clock: new ManualClock(Start))
            .Orchestrator("Waits", async context =>
            {
                context.SetCustomStatus(context.GetInput<string>());
                return context.GetInput<string>() + await context.WaitForExternalEvent<int>("go", TimeSpan.FromHours(1));
            }).StartAsync();
        var options = new StartOrchestrationOptions("order-1");
        await host.Client.ScheduleNewOrchestrationInstanceAsync("Waits", "old", options, Ended);
        await host.UntilStatusAsync("order-1", "old");

        await host.Client.ScheduleNewOrchestrationInstanceAsync("Waits", "new", options.WithDedupeStatuses(OrchestrationRuntimeStatus.Completed), Ended);
        await host.UntilStatusAsync("order-1", "new");
        await host.Client.RaiseEventAsync("order-1", "go", 1, Ended);

        Assert.Equal("new1", (await host.EndAsync("order-1")).ReadOutputAs<string>());
        Assert.Null(host.Platform.Store.Read(session => session.Scalar("SELECT 1 FROM durable_timers")));
    }

    [Fact]
    public async Task Statuses_to_protect_that_contradict_each_other_are_refused()
    {
        await using var host = await new DurableHost().StartAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => host.Client.ScheduleNewOrchestrationInstanceAsync(
            "Waits", new StartOrchestrationOptions("id").WithDedupeStatuses(OrchestrationRuntimeStatus.Terminated), Ended));
        await Assert.ThrowsAsync<ArgumentException>(() => host.Client.ScheduleNewOrchestrationInstanceAsync(
            "Waits", new StartOrchestrationOptions("id") { DedupeStatuses = ["Cancelled"] }, Ended));
    }

    [Fact]
    public async Task A_start_in_the_future_waits_for_its_time_and_can_be_called_off()
    {
        var clock = new ManualClock(Start);
        await using var host = await new DurableHost(clock: clock)
            .Orchestrator("Tells", context => Task.FromResult<object?>(context.CurrentUtcDateTime))
            .StartAsync();
        var later = new StartOrchestrationOptions(StartAt: Start.AddHours(2));
        var kept = await host.Client.ScheduleNewOrchestrationInstanceAsync("Tells", later, Ended);
        var calledOff = await host.Client.ScheduleNewOrchestrationInstanceAsync("Tells", later, Ended);

        var pending = await host.Client.GetInstanceAsync(kept, Ended);
        await host.Client.TerminateInstanceAsync(calledOff, Ended);
        var ended = await host.EndAsync(calledOff);
        clock.Advance(TimeSpan.FromHours(2));

        Assert.Equal(OrchestrationRuntimeStatus.Pending, pending!.RuntimeStatus);
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, ended.RuntimeStatus);
        Assert.Equal(Start.UtcDateTime.AddHours(2), (await host.EndAsync(kept)).ReadOutputAs<DateTime>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_client_can_end_an_instance_and_its_children(bool cached)
    {
        await using var host = await new DurableHost(cached)
            .Orchestrator("Waits", async context =>
            {
                context.SetCustomStatus("waits");
                return await context.WaitForExternalEvent<int>("go");
            })
            .Orchestrator("Parent", async context =>
                await context.CallSubOrchestratorAsync<int>("Waits", new SubOrchestrationOptions(instanceId: "kid")))
            .StartAsync();
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Parent", Ended);
        await host.UntilStatusAsync("kid", "waits");

        await host.Client.TerminateInstanceAsync(id, new TerminateInstanceOptions("enough", Recursive: true), Ended);

        var ended = await host.EndAsync(id);
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, ended.RuntimeStatus);
        Assert.Equal("enough", ended.ReadOutputAs<string>());
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await host.EndAsync("kid")).RuntimeStatus);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_halted_instance_keeps_what_arrives_until_it_is_resumed(bool cached)
    {
        await using var host = await new DurableHost(cached)
            .Orchestrator("Listens", async context =>
            {
                context.SetCustomStatus("waits");
                return await context.WaitForExternalEvent<int>("go");
            }).StartAsync();
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Listens", Ended);
        await host.UntilStatusAsync(id, "waits");

        await host.Client.SuspendInstanceAsync(id, "look at it", Ended);
        await host.UntilAsync(id, metadata => metadata.RuntimeStatus == OrchestrationRuntimeStatus.Suspended);
        await host.Client.RaiseEventAsync(id, "go", 3, Ended);
        await host.RestartAsync();
        var halted = await host.Client.GetInstanceAsync(id, Ended);
        await host.Client.ResumeInstanceAsync(id, cancellation: Ended);

        Assert.Equal(OrchestrationRuntimeStatus.Suspended, halted!.RuntimeStatus);
        Assert.Equal(3, (await host.EndAsync(id)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Only_what_has_ended_is_purged_with_everything_that_belongs_to_it()
    {
        await using var host = await new DurableHost()
            .Activity("Quick", _ => 1)
            .Orchestrator("Child", async context => await context.CallActivityAsync<int>("Quick"))
            .Orchestrator("Parent", async context => await context.CallSubOrchestratorAsync<int>("Child"))
            .Orchestrator("Waits", async context => await context.WaitForExternalEvent<int>("go"))
            .StartAsync();
        var living = await host.Client.ScheduleNewOrchestrationInstanceAsync("Waits", Ended);
        await host.Client.WaitForInstanceStartAsync(living, Ended);
        var parent = (await host.RunAsync("Parent")).InstanceId;
        await host.RunAsync("Parent");

        var refused = await host.Client.PurgeInstanceAsync(living, Ended);
        var one = await host.Client.PurgeInstanceAsync(parent, new PurgeInstanceOptions(Recursive: true), Ended);
        var rest = await host.Client.PurgeAllInstancesAsync(new PurgeInstancesFilter(), Ended);

        Assert.Equal((0, 2, 2), (refused.PurgedInstanceCount, one.PurgedInstanceCount, rest.PurgedInstanceCount));
        Assert.Null(await host.Client.GetInstanceAsync(parent, Ended));
        Assert.Equal([living], host.Platform.Store.Read(session =>
            session.Query("SELECT DISTINCT instance FROM durable_history", row => row.GetString(0))));
    }

    [Fact]
    public async Task Instances_are_listed_by_id_in_pages_and_by_what_they_are()
    {
        await using var host = await new DurableHost()
            .Orchestrator("Ends", _ => Task.FromResult<object?>(1))
            .Orchestrator("Breaks", _ => throw new InvalidTimeZoneException("x"))
            .StartAsync();
        foreach (var i in Enumerable.Range(0, 7))
            await host.RunAsync("Ends", options: new StartOrchestrationOptions($"a-{i}"));
        await host.RunAsync("Breaks", options: new StartOrchestrationOptions("b-0"));

        var query = new OrchestrationQuery(InstanceIdPrefix: "a-", PageSize: 3, FetchInputsAndOutputs: true);
        var pages = new List<Page<OrchestrationMetadata>>();
        await foreach (var page in host.Client.GetAllInstancesAsync(query).AsPages())
            pages.Add(page);
        var failed = new List<string>();
        await foreach (var metadata in host.Client.GetAllInstancesAsync(new OrchestrationQuery(Statuses: [OrchestrationRuntimeStatus.Failed])))
            failed.Add(metadata.InstanceId);
        var last = new List<string>();
        await foreach (var metadata in host.Client.GetAllInstancesAsync(query with { ContinuationToken = pages[1].ContinuationToken }))
            last.Add(metadata.InstanceId);

        Assert.Equal([3, 3, 1], pages.Select(page => page.Values.Count));
        Assert.Null(pages[^1].ContinuationToken);
        Assert.All(pages.SelectMany(page => page.Values), metadata => Assert.Equal(1, metadata.ReadOutputAs<int>()));
        Assert.Equal(["b-0"], failed);
        Assert.Equal(["a-6"], last);
    }

    [Fact]
    public async Task Payloads_come_only_when_asked_for()
    {
        await using var host = await new DurableHost()
            .Orchestrator("Ends", _ => Task.FromResult<object?>(1))
            .Orchestrator("Breaks", _ => throw new InvalidTimeZoneException("x"))
            .StartAsync();
        var id = (await host.RunAsync("Ends", 5)).InstanceId;
        var broken = (await host.RunAsync("Breaks")).InstanceId;

        var bare = (await host.Client.GetInstanceAsync(id, Ended))!;

        Assert.Null(bare.SerializedOutput);
        Assert.Null((await host.Client.GetInstanceAsync(broken, Ended))!.FailureDetails);
        Assert.Throws<InvalidOperationException>(() => bare.ReadOutputAs<int>());
    }

    [Fact]
    public async Task Waiting_for_an_instance_that_does_not_exist_is_refused()
    {
        await using var host = await new DurableHost().StartAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => host.Client.WaitForInstanceCompletionAsync("nobody", Ended));
    }

    [Fact]
    public async Task A_thousand_new_beginnings_leave_the_history_of_one()
    {
        await using var host = await new DurableHost()
            .Activity("Quick", call => call.GetInput(typeof(int)))
            .Orchestrator("Counts", async context =>
            {
                var generation = context.GetInput<int>();
                await context.CallActivityAsync<int>("Quick", generation);
                if (generation == 1_000)
                    return generation;
                context.ContinueAsNew(generation + 1);
                return null;
            }).StartAsync();

        Assert.Equal(1_000, (await host.RunAsync("Counts", 1)).ReadOutputAs<int>());
        Assert.Equal(2L, host.Platform.Store.Read(session => session.Scalar("SELECT count(*) FROM durable_history")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_event_that_comes_after_the_new_beginning_was_asked_for_is_the_new_executions(bool preserve)
    {
        var finish = new TaskCompletionSource<object?>();
        await using var host = await new DurableHost()
            .Activity("Slow", (_, _) => finish.Task)
            .Orchestrator("Anew", async context =>
            {
                if (context.GetInput<int>() == 1)
                    return await context.WaitForExternalEvent<string>("news");
                var never = context.WaitForExternalEvent<string>("news");
                _ = context.CallActivityAsync("Slow");
                context.ContinueAsNew(1, preserve);
                context.SetCustomStatus("asked");
                return never.Status.ToString();
            }).StartAsync();
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Anew", Ended);
        await host.UntilStatusAsync(id, "asked");

        await host.Client.RaiseEventAsync(id, "news", "late", Ended);
        finish.SetResult(null);

        Assert.Equal("late", (await host.EndAsync(id)).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_custom_status_is_the_executions_own_and_null_takes_it_away(bool cached)
    {
        await using var host = await new DurableHost(cached)
            .Orchestrator("Shows", async context =>
            {
                if (context.GetInput<int>() == 1)
                {
                    await context.WaitForExternalEvent<int>("b");
                    context.SetCustomStatus(new { Step = "second" });
                    await context.WaitForExternalEvent<int>("c");
                    context.SetCustomStatus(null);
                    return await context.WaitForExternalEvent<int>("d");
                }

                context.SetCustomStatus("first");
                await context.WaitForExternalEvent<int>("a");
                context.ContinueAsNew(1);
                return 0;
            }).StartAsync();
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Shows", Ended);

        foreach (var (status, next) in new[] { ("\"first\"", "a"), (null, "b"), ("""{"Step":"second"}""", "c"), (null, "d") })
        {
            await host.UntilAsync(id, metadata => metadata.SerializedCustomStatus == status);
            await host.Client.RaiseEventAsync(id, next, 1, Ended);
        }

        Assert.Null((await host.EndAsync(id)).SerializedCustomStatus);
    }

    [Theory]
    [InlineData("@order")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("a\nb")]
    public async Task Ids_that_the_service_does_not_take_are_refused(string id)
    {
        await using var host = await new DurableHost()
            .Orchestrator("Parent", async context =>
                await context.CallSubOrchestratorAsync<int>("Parent", new SubOrchestrationOptions(instanceId: context.GetInput<string>())))
            .StartAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => host.Client.ScheduleNewOrchestrationInstanceAsync("Parent", new StartOrchestrationOptions(id), Ended));
        await Assert.ThrowsAsync<ArgumentException>(() => host.Client.ScheduleNewOrchestrationInstanceAsync(
            "Parent", new StartOrchestrationOptions(new string('a', 101)), Ended));
        Assert.Equal("System.ArgumentException", (await host.RunAsync("Parent", id)).FailureDetails!.ErrorType);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_halted_instance_can_be_ended(bool cached)
    {
        await using var host = await new DurableHost(cached)
            .Orchestrator("Listens", async context => await context.WaitForExternalEvent<int>("go"))
            .StartAsync();
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Listens", Ended);
        await host.Client.SuspendInstanceAsync(id, Ended);
        await host.UntilAsync(id, metadata => metadata.RuntimeStatus == OrchestrationRuntimeStatus.Suspended);

        await host.Client.TerminateInstanceAsync(id, "enough", Ended);

        var ended = await host.EndAsync(id);
        Assert.Equal((OrchestrationRuntimeStatus.Terminated, "enough"), (ended.RuntimeStatus, ended.ReadOutputAs<string>()));
    }

    [Fact]
    public async Task Steps_to_what_has_ended_change_nothing()
    {
        await using var host = await new DurableHost().Orchestrator("Ends", _ => Task.FromResult<object?>(1)).StartAsync();
        var before = await host.RunAsync("Ends");

        await host.Client.TerminateInstanceAsync(before.InstanceId, "late", Ended);
        await host.Client.SuspendInstanceAsync(before.InstanceId, Ended);
        await host.Client.ResumeInstanceAsync(before.InstanceId, Ended);
        await host.RunAsync("Ends");

        var after = (await host.Client.GetInstanceAsync(before.InstanceId, true, Ended))!;
        Assert.Equal((before.RuntimeStatus, before.SerializedOutput, before.LastUpdatedAt), (after.RuntimeStatus, after.SerializedOutput, after.LastUpdatedAt));
    }

    [Fact]
    public async Task Instances_are_listed_and_purged_by_the_time_of_their_start_and_their_status()
    {
        var clock = new ManualClock(Start);
        await using var host = await new DurableHost(clock: clock)
            .Orchestrator("Ends", _ => Task.FromResult<object?>(1))
            .Orchestrator("Breaks", _ => throw new InvalidTimeZoneException("x"))
            .StartAsync();
        foreach (var hour in Enumerable.Range(0, 4))
        {
            await host.RunAsync("Ends", options: new StartOrchestrationOptions($"ends-{hour}"));
            await host.RunAsync("Breaks", options: new StartOrchestrationOptions($"breaks-{hour}"));
            clock.Advance(TimeSpan.FromHours(1));
        }

        var listed = await IdsAsync(host, new OrchestrationQuery(Start.AddHours(1), Start.AddHours(2), [OrchestrationRuntimeStatus.Completed]));
        var purged = await host.Client.PurgeAllInstancesAsync(
            new PurgeInstancesFilter(Start.AddHours(1), Start.AddHours(2), [OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Running]), Ended);
        var left = await IdsAsync(host, new OrchestrationQuery());

        Assert.Equal(["ends-1", "ends-2"], listed);
        Assert.Equal(2, purged.PurgedInstanceCount);
        Assert.Equal(["breaks-0", "breaks-3", "ends-0", "ends-1", "ends-2", "ends-3"], left);
    }

    [Fact]
    public async Task Whoever_waits_may_stop_waiting()
    {
        await using var host = await new DurableHost(clock: new ManualClock(Start))
            .Orchestrator("Listens", async context => await context.WaitForExternalEvent<int>("go"))
            .StartAsync();
        var later = await host.Client.ScheduleNewOrchestrationInstanceAsync("Listens", new StartOrchestrationOptions(StartAt: Start.AddHours(1)), Ended);
        using var enough = new CancellationTokenSource();

        var begin = host.Client.WaitForInstanceStartAsync(later, enough.Token);
        var end = host.Client.WaitForInstanceCompletionAsync(later, enough.Token);
        await enough.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => begin);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => end);
    }

    [Fact]
    public async Task A_payload_of_ten_megabytes_passes_whole()
    {
        var text = new string('x', 10 << 20);
        await using var host = await new DurableHost()
            .Activity("Same", call => call.GetInput(typeof(string)))
            .Orchestrator("Passes", async context => await context.CallActivityAsync<string>("Same", context.GetInput<string>()))
            .StartAsync();

        var ended = await host.RunAsync("Passes", text);

        Assert.True(text == ended.ReadOutputAs<string>(), "The output is not the input.");
    }

    private static async Task<List<string>> IdsAsync(DurableHost host, OrchestrationQuery query)
    {
        var ids = new List<string>();
        await foreach (var metadata in host.Client.GetAllInstancesAsync(query))
            ids.Add(metadata.InstanceId);
        return ids;
    }
}
