using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace Azure.Contracts.Tests.DurableTask;

/// <summary>What the context does by itself, on top of what an engine provides.</summary>
public sealed class OrchestrationContextContract
{
    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_short_forms_of_calls_reach_the_full_ones()
    {
        var context = new RecordingContext();
        var retry = TaskOptions.FromRetryPolicy(new RetryPolicy(2, TimeSpan.FromSeconds(1)));

        await context.CallActivityAsync("A");
        await context.CallActivityAsync("A", 1);
        await context.CallActivityAsync("A", retry);
        await context.CallActivityAsync<int>("A", retry);
        await context.CallSubOrchestratorAsync("C");
        await context.CallSubOrchestratorAsync("C", 1);
        await context.CallSubOrchestratorAsync("C", retry);
        await context.CallSubOrchestratorAsync<int>("C", retry);

        Assert.Equal(
            ["activity A nothing plain", "activity A 1 plain", "activity A nothing options", "activity A nothing options",
             "child C nothing plain", "child C 1 plain", "child C nothing options", "child C nothing options"],
            context.Calls);
    }

    [Fact]
    public void A_delay_counts_from_the_orchestrations_own_time()
    {
        var context = new RecordingContext();

        _ = context.CreateTimer(TimeSpan.FromHours(3), Ended);

        Assert.Equal(["timer 2024-01-02T03:00:00"], context.Calls);
    }

    [Fact]
    public async Task An_event_in_time_is_given_and_silence_is_a_cancelled_task()
    {
        var heard = new RecordingContext();
#pragma warning disable xUnit1051 // The overload without a token is what is asked about.
        var waiting = heard.WaitForExternalEvent<int>("fill", TimeSpan.FromMinutes(1));
#pragma warning restore xUnit1051
        heard.Arrival.SetResult(7);
        var silent = new RecordingContext();
        var givingUp = silent.WaitForExternalEvent<int>("fill", TimeSpan.FromMinutes(1), Ended);
        silent.Silence.SetResult();

        Assert.Equal(7, await waiting);
        await Assert.ThrowsAsync<TaskCanceledException>(() => givingUp);
        Assert.True(heard.Silence.Task.IsCanceled);
    }

    [Fact]
    public void A_new_beginning_keeps_unprocessed_events_unless_told_otherwise()
    {
        var context = new RecordingContext();

        context.ContinueAsNew(new ContinueAsNewOptions { NewInput = 1 });
        context.ContinueAsNew(new ContinueAsNewOptions { NewInput = 2, PreserveUnprocessedEvents = false });
        context.ContinueAsNew(3);

        Assert.Equal(["anew 1 True", "anew 2 False", "anew 3 True"], context.Calls);
    }

    [Fact]
    public void A_replay_safe_logger_is_silent_during_a_replay()
    {
        var lines = new List<string>();
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(new ListProvider(lines)));
        var context = new RecordingContext { Loggers = loggers, Replays = true };
#pragma warning disable CA2263 // Each overload is asked about.
        ILogger[] all = [context.CreateReplaySafeLogger("name"), context.CreateReplaySafeLogger(typeof(string)), context.CreateReplaySafeLogger<int>()];
#pragma warning restore CA2263

        foreach (var logger in all)
            logger.LogInformation("again");
        context.Replays = false;
        foreach (var logger in all)
            logger.LogInformation("new");

        Assert.Equal(["name new", "System.String new", "System.Int32 new"], lines);
    }

    private sealed class ListProvider(List<string> lines) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => new ListLogger(lines, categoryName);

        public void Dispose()
        {
        }
    }

    private sealed class ListLogger(List<string> lines, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Add($"{category} {formatter(state, exception)}");
    }
}
