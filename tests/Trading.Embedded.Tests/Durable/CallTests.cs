using System.Collections.Concurrent;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Trading.Embedded.Tests.Durable;

/// <summary>Activities and children: results, failures, retries. The messages are those that Microsoft's test host was seen to give.</summary>
public sealed class CallTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_chain_of_activities_gives_its_result(bool cached)
    {
        await using var host = await new DurableHost(cached)
            .Activity("Double", call => 2 * (int)call.GetInput(typeof(int))!)
            .Orchestrator("Chain", async context =>
            {
                var value = context.GetInput<int>();
                for (var i = 0; i < 5; i++)
                    value = await context.CallActivityAsync<int>("Double", value);
                return value;
            }).StartAsync();

        var ended = await host.RunAsync("Chain", 3);

        Assert.Equal(OrchestrationRuntimeStatus.Completed, ended.RuntimeStatus);
        Assert.Equal(96, ended.ReadOutputAs<int>());
        Assert.Equal(3, ended.ReadInputAs<int>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Activities_fan_out_and_their_results_keep_their_places(bool cached)
    {
        await using var host = await new DurableHost(cached)
            .Activity("Square", call => (int)call.GetInput(typeof(int))! * (int)call.GetInput(typeof(int))!)
            .Orchestrator("Squares", async context =>
                await Task.WhenAll(Enumerable.Range(0, 40).Select(i => context.CallActivityAsync<int>("Square", i))))
            .StartAsync();

        var ended = await host.RunAsync("Squares");

        Assert.Equal([.. Enumerable.Range(0, 40).Select(i => i * i)], ended.ReadOutputAs<int[]>()!);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_failure_nobody_catches_fails_the_orchestration_with_the_cause_inside(bool cached)
    {
        await using var host = await new DurableHost(cached)
            .Activity("Break", _ => throw new InvalidTimeZoneException("no such zone"))
            .Orchestrator("Parent", async context => await context.CallActivityAsync<int>("Break"))
            .StartAsync();

        var ended = await host.RunAsync("Parent");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.Equal("Task 'Break' (#0) failed with an unhandled exception: no such zone", ended.SerializedOutput);
        Assert.Equal("Microsoft.DurableTask.TaskFailedException", ended.FailureDetails!.ErrorType);
        Assert.Equal("System.InvalidTimeZoneException", ended.FailureDetails.InnerFailure!.ErrorType);
        Assert.True(ended.FailureDetails.InnerFailure.IsCausedBy<InvalidTimeZoneException>());
        Assert.False(ended.FailureDetails.InnerFailure.IsCausedBy<ArgumentException>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_failure_can_be_caught_where_the_activity_was_called(bool cached)
    {
        await using var host = await new DurableHost(cached)
            .Activity("Fine", _ => 1)
            .Activity("Break", _ => throw new ArgumentException("bad"))
            .Orchestrator("Catches", async context =>
            {
                await context.CallActivityAsync("Fine");
                try
                {
                    await context.CallActivityAsync("Break");
                    return "none";
                }
                catch (TaskFailedException failed)
                {
                    return $"{failed.TaskName} {failed.TaskId} {failed.FailureDetails.IsCausedBy<ArgumentException>()}";
                }
            }).StartAsync();

        Assert.Equal("Break 1 True", (await host.RunAsync("Catches")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task An_unknown_orchestrator_fails_its_instance()
    {
        await using var host = await new DurableHost().StartAsync();

        var ended = await host.RunAsync("Nobody");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.Equal("OrchestratorTaskNotFound", ended.FailureDetails!.ErrorType);
    }

    [Fact]
    public async Task An_unknown_activity_is_not_retried_and_the_handler_is_not_asked()
    {
        var asked = 0;
        await using var host = await new DurableHost()
            .Orchestrator("Calls", async context =>
                await context.CallActivityAsync<int>("Nobody", TaskOptions.FromRetryHandler(_ => Interlocked.Increment(ref asked) < 5)))
            .StartAsync();

        var ended = await host.RunAsync("Calls");

        Assert.Equal("ActivityTaskNotFound", ended.FailureDetails!.InnerFailure!.ErrorType);
        Assert.Equal(0, asked);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_retry_policy_waits_longer_each_time_and_gives_up_after_its_attempts(bool cached)
    {
        var clock = new ManualClock(new DateTimeOffset(2024, 1, 2, 0, 0, 0, TimeSpan.Zero));
        var attempts = new ConcurrentQueue<DateTimeOffset>();
        await using var host = await new DurableHost(cached, clock)
            .Activity("Break", _ =>
            {
                attempts.Enqueue(clock.GetUtcNow());
                throw new TimeoutException("slow");
            })
            .Orchestrator("Persists", async context => await context.CallActivityAsync<int>(
                "Break", TaskOptions.FromRetryPolicy(new RetryPolicy(4, TimeSpan.FromMinutes(1), 3, TimeSpan.FromMinutes(5)))))
            .StartAsync();

        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Persists", TestContext.Current.CancellationToken);
        foreach (var minutes in new[] { 1, 3, 5 })
        {
            // Only when the timer stands is the time it counts from known.
            await host.UntilTimerAsync();
            clock.Advance(TimeSpan.FromMinutes(minutes));
        }

        var ended = await host.EndAsync(id);

        Assert.Equal("Task 'Break' (#6) failed with an unhandled exception: slow", ended.FailureDetails!.ErrorMessage);
        Assert.Equal([0, 1, 4, 9], attempts.Select(at => (at - attempts.First()).TotalMinutes));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_retry_handler_sees_each_failure_and_may_end_the_retries(bool cached)
    {
        var runs = 0;
        await using var host = await new DurableHost(cached)
            .Activity("Third", _ => Interlocked.Increment(ref runs) < 3 ? throw new TimeoutException("slow") : runs)
            .Orchestrator("Persists", async context => await context.CallActivityAsync<int>(
                "Third", TaskOptions.FromRetryHandler(retry => retry.LastFailure.IsCausedBy<TimeoutException>() && retry.LastAttemptNumber < 5)))
            .Orchestrator("GivesUp", async context => await context.CallActivityAsync<int>(
                "Third", TaskOptions.FromRetryHandler(_ => false)))
            .StartAsync();

        Assert.Equal(3, (await host.RunAsync("Persists")).ReadOutputAs<int>());
        runs = 0;
        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await host.RunAsync("GivesUp")).RuntimeStatus);
        Assert.Equal(1, runs);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_child_knows_its_parent_and_gives_its_result(bool cached)
    {
        await using var host = await new DurableHost(cached)
            .Orchestrator("Child", context => Task.FromResult<object?>($"{context.Parent!.Name.Name} {context.Parent.InstanceId} {context.InstanceId} {context.GetInput<int>()}"))
            .Orchestrator("Parent", async context =>
                await context.CallSubOrchestratorAsync<string>("Child", 7, new SubOrchestrationOptions(instanceId: "kid")))
            .StartAsync();

        var ended = await host.RunAsync("Parent", options: new StartOrchestrationOptions("dad"));

        Assert.Equal("Parent dad kid 7", ended.ReadOutputAs<string>());
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await host.Client.GetInstanceAsync("kid", TestContext.Current.CancellationToken))!.RuntimeStatus);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_grandchilds_failure_is_one_level_deeper_for_each_child(bool cached)
    {
        await using var host = await new DurableHost(cached)
            .Activity("Break", _ => throw new InvalidTimeZoneException("no such zone"))
            .Orchestrator("Child", async context => await context.CallActivityAsync<int>("Break"))
            .Orchestrator("Parent", async context => await context.CallSubOrchestratorAsync<int>("Child"))
            .StartAsync();

        var failure = (await host.RunAsync("Parent")).FailureDetails!;

        Assert.Equal(
            "Task 'Child' (#0) failed with an unhandled exception: Task 'Break' (#0) failed with an unhandled exception: no such zone",
            failure.ErrorMessage);
        Assert.Equal("Microsoft.DurableTask.TaskFailedException", failure.InnerFailure!.ErrorType);
        Assert.Equal("System.InvalidTimeZoneException", failure.InnerFailure.InnerFailure!.ErrorType);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_retried_child_keeps_its_instance_id(bool cached)
    {
        var ids = new ConcurrentQueue<string>();
        await using var host = await new DurableHost(cached)
            .Activity("Note", call =>
            {
                ids.Enqueue(call.InstanceId);
                return ids.Count < 3 ? throw new TimeoutException() : ids.Count;
            })
            .Orchestrator("Child", async context => await context.CallActivityAsync<int>("Note"))
            .Orchestrator("Parent", async context => await context.CallSubOrchestratorAsync<int>(
                "Child", TaskOptions.FromRetryHandler(_ => true)))
            .StartAsync();

        Assert.Equal(3, (await host.RunAsync("Parent")).ReadOutputAs<int>());
        Assert.Equal(3, ids.Count);
        Assert.Single(ids.Distinct());
    }

    [Fact]
    public async Task A_child_whose_id_is_taken_fails_and_does_not_disturb_the_other()
    {
        await using var host = await new DurableHost()
            .Orchestrator("Waits", async context => await context.WaitForExternalEvent<int>("go"))
            .Orchestrator("Parent", async context =>
                await context.CallSubOrchestratorAsync<int>("Waits", new SubOrchestrationOptions(instanceId: "taken")))
            .StartAsync();
        await host.Client.ScheduleNewOrchestrationInstanceAsync("Waits", new StartOrchestrationOptions("taken"), TestContext.Current.CancellationToken);

        var parent = await host.RunAsync("Parent");
        await host.Client.RaiseEventAsync("taken", "go", 5, TestContext.Current.CancellationToken);

        Assert.Contains("'taken' already exists", parent.SerializedOutput, StringComparison.Ordinal);
        Assert.Equal(5, (await host.EndAsync("taken")).ReadOutputAs<int>());
    }
}
