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
        await started.Task.WaitAsync(TimeSpan.FromSeconds(30), Ended);
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
        await using var host = await new DurableHost().Orchestrator("Ends", _ => Task.FromResult<object?>(1)).StartAsync();
        var id = (await host.RunAsync("Ends", 5)).InstanceId;

        var bare = (await host.Client.GetInstanceAsync(id, Ended))!;

        Assert.Null(bare.SerializedOutput);
        Assert.Throws<InvalidOperationException>(() => bare.ReadOutputAs<int>());
    }

    [Fact]
    public async Task Waiting_for_an_instance_that_does_not_exist_is_refused()
    {
        await using var host = await new DurableHost().StartAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => host.Client.WaitForInstanceCompletionAsync("nobody", Ended));
    }
}
