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

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_number_of_a_step_counts_all_before_it_the_timers_between_attempts_and_after_the_last_included(bool cached)
    {
        await using var host = await new DurableHost(cached)
            .Activity("Break", _ => throw new TimeoutException("slow"))
            .Orchestrator("Goes", async context =>
            {
                try
                {
                    await context.CallActivityAsync("Break", TaskOptions.FromRetryPolicy(new RetryPolicy(2, TimeSpan.FromMilliseconds(1))));
                }
                catch (TaskFailedException first)
                {
                    context.SetCustomStatus(first.TaskId);
                }

                return await context.CallActivityAsync<int>("Break");
            }).StartAsync();

        var ended = await host.RunAsync("Goes");

        Assert.Equal("2", ended.SerializedCustomStatus);
        Assert.Equal("Task 'Break' (#4) failed with an unhandled exception: slow", ended.SerializedOutput);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_policy_may_decline_a_failure_and_what_its_judge_throws_does_not_hide_it(bool judgeThrows)
    {
        var runs = 0;
        await using var host = await new DurableHost()
            .Activity("Break", _ =>
            {
                Interlocked.Increment(ref runs);
                throw new InvalidTimeZoneException("no such zone");
            })
            .Orchestrator("Goes", async context => await context.CallActivityAsync<int>("Break", TaskOptions.FromRetryPolicy(
                new RetryPolicy(5, TimeSpan.FromMilliseconds(1))
                {
                    HandleFailure = failure => judgeThrows ? throw new NotSupportedException("judge") : failure.IsCausedBy<TimeoutException>(),
                }))).StartAsync();

        var ended = await host.RunAsync("Goes");

        Assert.Equal("System.InvalidTimeZoneException", ended.FailureDetails!.InnerFailure!.ErrorType);
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task A_policys_time_out_ends_the_attempts()
    {
        var clock = new ManualClock(new DateTimeOffset(2024, 1, 2, 0, 0, 0, TimeSpan.Zero));
        var runs = 0;
        await using var host = await new DurableHost(clock: clock)
            .Activity("Break", _ =>
            {
                Interlocked.Increment(ref runs);
                throw new TimeoutException("slow");
            })
            .Orchestrator("Persists", async context => await context.CallActivityAsync<int>(
                "Break", TaskOptions.FromRetryPolicy(new RetryPolicy(100, TimeSpan.FromMinutes(1), retryTimeout: TimeSpan.FromMinutes(2)))))
            .StartAsync();

        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Persists", TestContext.Current.CancellationToken);
        for (var minute = 0; minute < 2; minute++)
        {
            await host.UntilTimerAsync();
            clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await host.EndAsync(id)).RuntimeStatus);
        Assert.Equal(3, runs);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_retry_handler_may_wait_on_the_orchestrations_own_timers(bool cached)
    {
        var waits = new ConcurrentQueue<TimeSpan>();
        var runs = 0;
        await using var host = await new DurableHost(cached)
            .Activity("Third", _ => Interlocked.Increment(ref runs) < 3 ? throw new TimeoutException("slow") : runs)
            .Orchestrator("Persists", async context => await context.CallActivityAsync<int>("Third", TaskOptions.FromRetryHandler(async retry =>
            {
                var before = retry.OrchestrationContext.CurrentUtcDateTime;
                await retry.OrchestrationContext.CreateTimer(TimeSpan.FromMilliseconds(5), retry.CancellationToken);
                waits.Enqueue(retry.OrchestrationContext.CurrentUtcDateTime - before);
                return true;
            }))).StartAsync();

        Assert.Equal(3, (await host.RunAsync("Persists")).ReadOutputAs<int>());
        Assert.All(waits, wait => Assert.True(wait >= TimeSpan.FromMilliseconds(5), $"{wait}"));
    }

    [Fact]
    public async Task A_result_of_another_type_fails_where_it_is_awaited_and_counts_as_a_failed_attempt()
    {
        var runs = 0;
        await using var host = await new DurableHost()
            .Activity("Text", _ => $"run {Interlocked.Increment(ref runs)}")
            .Orchestrator("Goes", async context => await context.CallActivityAsync<int>(
                "Text", TaskOptions.FromRetryPolicy(new RetryPolicy(2, TimeSpan.FromMilliseconds(1)))))
            .StartAsync();

        var ended = await host.RunAsync("Goes");

        Assert.Equal("System.Text.Json.JsonException", ended.FailureDetails!.ErrorType);
        Assert.Equal(2, runs);
    }

    [Fact]
    public async Task Options_passed_as_an_activitys_input_are_refused()
    {
        await using var host = await new DurableHost()
            .Activity("Quick", _ => 1)
            .Orchestrator("Goes", async context =>
                await context.CallActivityAsync<int>("Quick", (object)TaskOptions.FromRetryHandler(_ => true)))
            .StartAsync();

        var ended = await host.RunAsync("Goes");

        Assert.Equal("System.ArgumentException", ended.FailureDetails!.ErrorType);
        Assert.Contains("TaskOptions", ended.SerializedOutput, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_parent_hears_when_its_child_is_ended_and_when_it_is_replaced(bool replaced)
    {
        await using var host = await new DurableHost()
            .Orchestrator("Waits", async context =>
            {
                context.SetCustomStatus("waits");
                return await context.WaitForExternalEvent<int>("go");
            })
            .Orchestrator("Parent", async context =>
                await context.CallSubOrchestratorAsync<int>("Waits", new SubOrchestrationOptions(instanceId: "kid")))
            .StartAsync();
        var parent = await host.Client.ScheduleNewOrchestrationInstanceAsync("Parent", TestContext.Current.CancellationToken);
        await host.UntilStatusAsync("kid", "waits");

        if (replaced)
        {
            await host.Client.ScheduleNewOrchestrationInstanceAsync(
                "Waits", new StartOrchestrationOptions("kid").WithDedupeStatuses(OrchestrationRuntimeStatus.Completed), TestContext.Current.CancellationToken);
        }
        else
        {
            await host.Client.TerminateInstanceAsync("kid", "enough", TestContext.Current.CancellationToken);
        }

        var ended = await host.EndAsync(parent);
        Assert.Equal("Task 'Waits' (#0) failed with an unhandled exception: The sub-orchestration was terminated.", ended.SerializedOutput);
        Assert.Equal("OrchestrationTerminated", ended.FailureDetails!.InnerFailure!.ErrorType);
    }

    [Fact]
    public async Task A_child_that_was_ended_is_started_again_by_its_callers_policy()
    {
        var begun = 0;
        await using var host = await new DurableHost()
            .Activity("Count", _ => Interlocked.Increment(ref begun))
            .Orchestrator("Waits", async context =>
            {
                var time = await context.CallActivityAsync<int>("Count");
                context.SetCustomStatus($"waits {time}");
                return await context.WaitForExternalEvent<int>("go");
            })
            .Orchestrator("Parent", async context => await context.CallSubOrchestratorAsync<int>(
                "Waits", TaskOptions.FromRetryPolicy(new RetryPolicy(2, TimeSpan.FromMilliseconds(1))).WithInstanceId("kid")))
            .StartAsync();
        var parent = await host.Client.ScheduleNewOrchestrationInstanceAsync("Parent", TestContext.Current.CancellationToken);
        await host.UntilStatusAsync("kid", "waits 1");

        await host.Client.TerminateInstanceAsync("kid", TestContext.Current.CancellationToken);
        await host.UntilStatusAsync("kid", "waits 2");
        await host.Client.RaiseEventAsync("kid", "go", 7, TestContext.Current.CancellationToken);

        Assert.Equal(7, (await host.EndAsync(parent)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Children_of_an_ended_parent_go_on()
    {
        await using var host = await new DurableHost()
            .Orchestrator("Waits", async context =>
            {
                context.SetCustomStatus("waits");
                return await context.WaitForExternalEvent<int>("go");
            })
            .Orchestrator("Parent", async context =>
                await context.CallSubOrchestratorAsync<int>("Waits", new SubOrchestrationOptions(instanceId: "kid")))
            .StartAsync();
        var parent = await host.Client.ScheduleNewOrchestrationInstanceAsync("Parent", TestContext.Current.CancellationToken);
        await host.UntilStatusAsync("kid", "waits");

        await host.Client.TerminateInstanceAsync(parent, TestContext.Current.CancellationToken);
        await host.EndAsync(parent);
        await host.Client.RaiseEventAsync("kid", "go", 7, TestContext.Current.CancellationToken);

        Assert.Equal(7, (await host.EndAsync("kid")).ReadOutputAs<int>());
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await host.Client.GetInstanceAsync(parent, TestContext.Current.CancellationToken))!.RuntimeStatus);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Orchestrations_nest_twenty_deep(bool cached)
    {
        await using var host = await new DurableHost(cached)
            .Orchestrator("Nest", async context =>
            {
                var depth = context.GetInput<int>();
                return depth == 20 ? 0 : 1 + await context.CallSubOrchestratorAsync<int>("Nest", depth + 1);
            }).StartAsync();

        Assert.Equal(20, (await host.RunAsync("Nest", 0)).ReadOutputAs<int>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_thousand_activities_at_once_give_a_thousand_results_in_their_places(bool cached)
    {
        await using var host = await new DurableHost(cached)
            .Activity("Same", call => call.GetInput(typeof(int)))
            .Orchestrator("Fans", async context =>
                await Task.WhenAll(Enumerable.Range(0, 1_000).Select(i => context.CallActivityAsync<int>("Same", i))))
            .StartAsync();

        Assert.Equal(Enumerable.Range(0, 1_000), (await host.RunAsync("Fans")).ReadOutputAs<int[]>()!);
    }
}
