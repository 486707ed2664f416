using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Trading.Embedded.Durable;

namespace Trading.Embedded.Tests.Durable;

/// <summary>Timers and events.</summary>
public sealed class WaitTests
{
    private static readonly DateTimeOffset Start = new(2024, 1, 2, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_timer_fires_at_its_time_and_not_before(bool cached)
    {
        var clock = new ManualClock(Start);
        await using var host = await new DurableHost(cached, clock)
            .Orchestrator("Sleeps", async context =>
            {
                await context.CreateTimer(TimeSpan.FromDays(40), CancellationToken.None);
                return context.CurrentUtcDateTime;
            }).StartAsync();

        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Sleeps", Ended);
        await host.UntilTimerAsync();
        clock.Advance(TimeSpan.FromDays(39));
        var before = await host.Client.GetInstanceAsync(id, Ended);
        clock.Advance(TimeSpan.FromDays(2));
        var ended = await host.EndAsync(id);

        Assert.Equal(OrchestrationRuntimeStatus.Running, before!.RuntimeStatus);
        Assert.InRange(ended.ReadOutputAs<DateTime>(), Start.UtcDateTime.AddDays(40), Start.UtcDateTime.AddDays(41));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Timers_of_no_length_and_in_the_past_fire_at_once(bool cached)
    {
        await using var host = await new DurableHost(cached, new ManualClock(Start))
            .Orchestrator("Naps", async context =>
            {
                await context.CreateTimer(TimeSpan.Zero, CancellationToken.None);
                await context.CreateTimer(new DateTime(1999, 1, 1, 0, 0, 0, DateTimeKind.Utc), CancellationToken.None);
                return "awake";
            }).StartAsync();

        Assert.Equal("awake", (await host.RunAsync("Naps")).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_cancelled_timer_holds_nothing_up(bool cached)
    {
        await using var host = await new DurableHost(cached, new ManualClock(Start))
            .Activity("Quick", _ => 1)
            .Orchestrator("Races", async context =>
            {
                using var enough = new CancellationTokenSource();
                var silence = context.CreateTimer(TimeSpan.FromHours(1), enough.Token);
                var work = context.CallActivityAsync<int>("Quick");
                var first = await Task.WhenAny(silence, work);
                enough.Cancel();
                return $"{first == work} {silence.IsCanceled}";
            }).StartAsync();

        var ended = await host.RunAsync("Races");

        Assert.Equal("True True", ended.ReadOutputAs<string>());
        Assert.Null(host.Platform.Store.Read(session => session.Scalar("SELECT 1 FROM durable_timers")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_event_that_comes_early_is_kept_and_its_name_has_no_case(bool cached)
    {
        await using var host = await new DurableHost(cached)
            .Activity("Quick", _ => 1)
            .Orchestrator("Listens", async context =>
            {
                context.SetCustomStatus("before");
                await context.WaitForExternalEvent<int>("go");
                var first = await context.WaitForExternalEvent<string>("News");
                await context.CallActivityAsync("Quick");
                return first + await context.WaitForExternalEvent<string>("nEWS");
            }).StartAsync();

        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Listens", Ended);
        await host.UntilStatusAsync(id, "before");
        await host.Client.RaiseEventAsync(id, "news", "a", Ended);
        await host.Client.RaiseEventAsync(id, "NEWS", "b", Ended);
        await host.Client.RaiseEventAsync(id, "GO", 1, Ended);

        Assert.Equal("ab", (await host.EndAsync(id)).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_two_waiters_the_newest_gets_the_first_event(bool cached)
    {
        await using var host = await new DurableHost(cached)
            .Orchestrator("Listens", async context =>
            {
                var older = context.WaitForExternalEvent<string>("news");
                var newer = context.WaitForExternalEvent<string>("news");
                context.SetCustomStatus("waits");
                return $"{await newer}{await older}";
            }).StartAsync();

        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Listens", Ended);
        await host.UntilStatusAsync(id, "waits");
        await host.Client.RaiseEventAsync(id, "news", "1", Ended);
        await host.Client.RaiseEventAsync(id, "news", "2", Ended);

        Assert.Equal("12", (await host.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Waiting_for_one_name_with_two_types_is_refused()
    {
        await using var host = await new DurableHost()
            .Orchestrator("Listens", async context =>
            {
                var number = context.WaitForExternalEvent<int>("news");
                var text = await context.WaitForExternalEvent<string>("news");
                return await number + text;
            }).StartAsync();

        var ended = await host.RunAsync("Listens");

        Assert.Equal("System.ArgumentException", ended.FailureDetails!.ErrorType);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_wait_that_times_out_throws_and_does_not_swallow_a_later_event(bool cached)
    {
        var clock = new ManualClock(Start);
        await using var host = await new DurableHost(cached, clock)
            .Orchestrator("Listens", async context =>
            {
                try
                {
                    return await context.WaitForExternalEvent<string>("news", TimeSpan.FromMinutes(1));
                }
                catch (TaskCanceledException)
                {
                    context.SetCustomStatus("silence");
                }

                await context.WaitForExternalEvent<int>("go");
                return "late " + await context.WaitForExternalEvent<string>("news", TimeSpan.FromMinutes(1));
            }).StartAsync();

        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Listens", Ended);
        await host.UntilTimerAsync();
        clock.Advance(TimeSpan.FromMinutes(1));
        await host.UntilStatusAsync(id, "silence");
        await host.Client.RaiseEventAsync(id, "news", "a", Ended);
        await host.Client.RaiseEventAsync(id, "go", 1, Ended);

        Assert.Equal("late a", (await host.EndAsync(id)).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_event_in_time_ends_the_wait_and_its_timer(bool cached)
    {
        await using var host = await new DurableHost(cached, new ManualClock(Start))
            .Orchestrator("Listens", async context => await context.WaitForExternalEvent<string>("news", TimeSpan.FromMinutes(1)))
            .StartAsync();

        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Listens", Ended);
        await host.UntilTimerAsync();
        await host.Client.RaiseEventAsync(id, "news", "a", Ended);

        Assert.Equal("a", (await host.EndAsync(id)).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Orchestrations_send_each_other_events(bool cached)
    {
        await using var host = await new DurableHost(cached)
            .Orchestrator("Listens", async context => await context.WaitForExternalEvent<int>("news"))
            .Orchestrator("Speaks", context =>
            {
                context.SendEvent("listener", "news", 5);
                context.SendEvent("nobody", "news", 6);
                return Task.FromResult<object?>(null);
            }).StartAsync();

        await host.Client.ScheduleNewOrchestrationInstanceAsync("Listens", new StartOrchestrationOptions("listener"), Ended);
        var speaker = await host.RunAsync("Speaks");

        Assert.Equal(5, (await host.EndAsync("listener")).ReadOutputAs<int>());
        Assert.Equal(OrchestrationRuntimeStatus.Completed, speaker.RuntimeStatus);
    }

    [Fact]
    public async Task An_event_to_nobody_is_no_error()
    {
        await using var host = await new DurableHost().StartAsync();

        await host.Client.RaiseEventAsync("nobody", "news", 1, Ended);

        Assert.Null(await host.Client.GetInstanceAsync("nobody", Ended));
    }

    [Fact]
    public async Task A_timer_is_at_most_a_minute_late_after_the_machine_slept_through_it()
    {
        var clock = new ManualClock(Start);
        await using var host = await new DurableHost(clock: clock)
            .Orchestrator("Sleeps", async context =>
            {
                await context.CreateTimer(TimeSpan.FromHours(8), CancellationToken.None);
                return context.CurrentUtcDateTime;
            }).StartAsync();
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Sleeps", Ended);
        await host.UntilTimerAsync();

        clock.SetForward(TimeSpan.FromHours(9));
        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.InRange((await host.EndAsync(id)).ReadOutputAs<DateTime>(), Start.UtcDateTime.AddHours(9), Start.UtcDateTime.AddHours(9).AddMinutes(1));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_thousand_timers_may_be_due_at_once(bool cached)
    {
        var clock = new ManualClock(Start);
        await using var host = await new DurableHost(cached, clock)
            .Orchestrator("Sleeps", async context =>
            {
                await Task.WhenAll(Enumerable.Range(0, 1_000).Select(_ => context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None)));
                return context.CurrentUtcDateTime;
            }).StartAsync();
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Sleeps", Ended);
        await host.UntilTimerAsync();

        clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(Start.UtcDateTime.AddHours(1), (await host.EndAsync(id)).ReadOutputAs<DateTime>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_timer_can_be_cancelled_before_it_is_set_and_too_late(bool cached)
    {
        await using var host = await new DurableHost(cached)
            .Activity("Quick", _ => 1)
            .Orchestrator("Naps", async context =>
            {
                using var enough = new CancellationTokenSource();
                var fired = context.CreateTimer(TimeSpan.Zero, enough.Token);
                await fired;
                enough.Cancel();
                var never = context.CreateTimer(TimeSpan.FromDays(1), enough.Token);
                await context.CallActivityAsync("Quick");
                return $"{fired.Status} {never.Status}";
            }).StartAsync();

        var ended = await host.RunAsync("Naps");

        Assert.Equal("RanToCompletion Canceled", ended.ReadOutputAs<string>());
        Assert.Null(host.Platform.Store.Read(session => session.Scalar("SELECT 1 FROM durable_timers")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Events_of_one_name_come_in_order_whether_sent_before_the_start_or_while_halted(bool cached)
    {
        var clock = new ManualClock(Start);
        await using var host = await new DurableHost(cached, clock)
            .Orchestrator("Listens", async context =>
            {
                var heard = new List<int>();
                while (heard.Count < 6)
                {
                    heard.Add(await context.WaitForExternalEvent<int>("news"));
                    context.SetCustomStatus($"heard {heard.Count}");
                }

                return heard;
            }).StartAsync();

        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Listens", new StartOrchestrationOptions(StartAt: Start.AddHours(1)), Ended);
        foreach (var number in new[] { 1, 2, 3 })
            await host.Client.RaiseEventAsync(id, "news", number, Ended);
        clock.Advance(TimeSpan.FromHours(1));
        await host.UntilStatusAsync(id, "heard 3");
        await host.Client.SuspendInstanceAsync(id, Ended);
        foreach (var number in new[] { 4, 5, 6 })
            await host.Client.RaiseEventAsync(id, "news", number, Ended);
        await host.UntilAsync(id, metadata => metadata.RuntimeStatus == OrchestrationRuntimeStatus.Suspended);
        await host.Client.ResumeInstanceAsync(id, Ended);

        Assert.Equal(Enumerable.Range(1, 6), (await host.EndAsync(id)).ReadOutputAs<int[]>()!);
    }

    [Fact]
    public async Task An_event_that_is_no_value_of_the_awaited_type_fails_the_wait()
    {
        await using var host = await new DurableHost()
            .Orchestrator("Listens", async context =>
            {
                context.SetCustomStatus("waits");
                return await context.WaitForExternalEvent<int>("news");
            }).StartAsync();

        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Listens", Ended);
        await host.UntilStatusAsync(id, "waits");
        await host.Client.RaiseEventAsync(id, "news", "no number", Ended);

        Assert.Equal("System.Text.Json.JsonException", (await host.EndAsync(id)).FailureDetails!.ErrorType);
    }

    [Fact]
    public async Task Where_the_host_says_so_an_event_to_nobody_or_to_what_has_ended_is_refused()
    {
        await using var host = await new DurableHost(options: new DurableEngineOptions { RefuseEventsToNobody = true })
            .Orchestrator("Ends", _ => Task.FromResult<object?>(1))
            .StartAsync();
        var ended = (await host.RunAsync("Ends")).InstanceId;

        await Assert.ThrowsAsync<InvalidOperationException>(() => host.Client.RaiseEventAsync("nobody", "news", 1, Ended));
        await Assert.ThrowsAsync<InvalidOperationException>(() => host.Client.RaiseEventAsync(ended, "news", 1, Ended));
    }
}
