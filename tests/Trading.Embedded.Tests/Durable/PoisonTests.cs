using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Trading.Embedded.Durable;

namespace Trading.Embedded.Tests.Durable;

/// <summary>What can't be processed is reported, waits, and stands in nobody's way.</summary>
public sealed class PoisonTests
{
    private const string EngineLog = "Trading.Embedded.Durable";
    private static readonly DateTimeOffset Start = new(2024, 1, 2, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("UPDATE durable_history SET record = '{' WHERE instance = 'sick'")]
    [InlineData("UPDATE durable_inbox SET message = '{' WHERE instance = 'sick'")]
    [InlineData("UPDATE durable_inbox SET message = '{\"kind\":\"unheard of\"}' WHERE instance = 'sick'")]
    public async Task An_instance_that_cannot_be_read_is_reported_tried_again_ever_more_seldom_and_holds_up_no_other(string damage)
    {
        var clock = new ManualClock(Start);
        using var log = new ListLogger();
        await using var host = await new DurableHost(clock: clock, loggers: log)
            .Orchestrator("Waits", async context =>
            {
                context.SetCustomStatus("waits");
                return await context.WaitForExternalEvent<int>("go");
            }).StartAsync();
        foreach (var id in new[] { "sick", "well" })
        {
            await host.Client.ScheduleNewOrchestrationInstanceAsync("Waits", new StartOrchestrationOptions(id), Ended);
            await host.UntilStatusAsync(id, "waits");
        }

        await host.RestartAsync(stopped =>
        {
            using var platform = EmbeddedPlatform.Start(new EmbeddedOptions { DataFolder = stopped.Folder, Clock = clock });
            var client = new DurableEngine(platform, log, new DurableEngineOptions()).Client;
            client.RaiseEventAsync("sick", "go", 1, Ended).GetAwaiter().GetResult();
            client.RaiseEventAsync("well", "go", 2, Ended).GetAwaiter().GetResult();
            platform.Store.WriteAsync(session => session.Execute(damage)).GetAwaiter().GetResult();
        });
        var well = await host.EndAsync("well");
        await TriesAsync(log, 1);
        foreach (var (wait, tries) in new[] { (0.25, 2), (0.5, 3), (1.0, 4) })
        {
            // It is reported a moment before the pause begins; time that passed in between would prolong it.
            await clock.WaitedForAsync(TimeSpan.FromSeconds(wait));
            clock.Advance(TimeSpan.FromSeconds(wait));
            await TriesAsync(log, tries);
        }

        Assert.Equal(2, well.ReadOutputAs<int>());
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await host.Client.GetInstanceAsync("sick", Ended))!.RuntimeStatus);
        Assert.Equal(4, log.Of(EngineLog).Count(line => line.Contains("sick", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Inputs_that_are_no_values_of_the_asked_type_fail_whoever_asked()
    {
        await using var host = await new DurableHost()
            .Activity("Number", call => call.GetInput(typeof(int)))
            .Orchestrator("Reads", context => Task.FromResult<object?>(context.GetInput<int>()))
            .Orchestrator("Calls", async context => await context.CallActivityAsync<int>("Number", "no number"))
            .StartAsync();

        var reads = await host.RunAsync("Reads", "no number");
        var calls = await host.RunAsync("Calls");

        Assert.Equal("System.Text.Json.JsonException", reads.FailureDetails!.ErrorType);
        Assert.Equal("System.Text.Json.JsonException", calls.FailureDetails!.InnerFailure!.ErrorType);
    }

    [Fact]
    public async Task Code_that_throws_on_its_replay_fails_its_instance_and_no_other()
    {
        await using var host = await new DurableHost()
            .Orchestrator("Waits", async context =>
            {
                context.SetCustomStatus("waits");
                return await context.WaitForExternalEvent<int>("go");
            }).StartAsync();
        foreach (var id in new[] { "sick", "well" })
        {
            await host.Client.ScheduleNewOrchestrationInstanceAsync("Waits", new StartOrchestrationOptions(id), Ended);
            await host.UntilStatusAsync(id, "waits");
        }

        await host.RestartAsync(again => again.Orchestrator("Waits", async context =>
            context.InstanceId == "sick" ? throw new InvalidTimeZoneException("changed") : await context.WaitForExternalEvent<int>("go")));
        await host.Client.RaiseEventAsync("sick", "go", 1, Ended);
        await host.Client.RaiseEventAsync("well", "go", 2, Ended);

        Assert.Equal("changed", (await host.EndAsync("sick")).SerializedOutput);
        Assert.Equal(2, (await host.EndAsync("well")).ReadOutputAs<int>());
    }

    [Fact]
    public async Task What_cannot_be_written_as_json_fails_whoever_gave_it()
    {
        await using var host = await new DurableHost()
            .Activity("Self", call => new Loop())
            .Orchestrator("Gives", _ => Task.FromResult<object?>(new Loop()))
            .Orchestrator("Calls", async context => await context.CallActivityAsync<int>("Self"))
            .StartAsync();

        Assert.Equal("System.Text.Json.JsonException", (await host.RunAsync("Gives")).FailureDetails!.ErrorType);
        Assert.Equal("System.Text.Json.JsonException", (await host.RunAsync("Calls")).FailureDetails!.InnerFailure!.ErrorType);
    }

    private static async Task TriesAsync(ListLogger log, int expected)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ended);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        while (log.Of(EngineLog).Count(line => line.Contains("sick", StringComparison.Ordinal)) < expected)
            await Task.Delay(2, limit.Token);
    }

    private sealed class Loop
    {
        public Loop Again => this;
    }
}
