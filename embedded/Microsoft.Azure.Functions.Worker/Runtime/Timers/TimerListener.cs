using System.Collections.Concurrent;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Trading.Embedded.Functions.Invocations;

namespace Trading.Embedded.Functions.Timers;

/// <summary>Runs timer functions when they are due, one run of each at a time.</summary>
internal sealed partial class TimerListener(EmbeddedPlatform platform, IReadOnlyList<FunctionEntry> functions, FunctionInvoker invoker, ILogger<TimerListener> logger)
    : IListener
{
    private static readonly TimeSpan OwnFor = TimeSpan.FromMinutes(1);

    // Timers can't be set for longer than about 49 days, and a clock may be set; so a long wait is taken in pieces.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private readonly TimerStore store = new(platform);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentDictionary<string, SemaphoreSlim> running = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Task> fired = [];
    private Task loops = Task.CompletedTask;

    public Task StartAsync()
    {
        loops = Task.WhenAll(functions.Where(function => function.Trigger is TimerTrigger).Select(function => platform.Run(() => LoopAsync(function, (TimerTrigger)function.Trigger))));
        return Task.CompletedTask;
    }

    public void TakeNoMore() => stop.Cancel();

    public async Task StopAsync()
    {
        stop.Cancel();
        await loops;
        Task[] byHand;
        lock (fired)
            byHand = [.. fired];
        await Task.WhenAll(byHand);
    }

    public ValueTask DisposeAsync()
    {
        stop.Dispose();
        foreach (var gate in running.Values)
            gate.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Runs a timer function now, beside its schedule.</summary>
    public void Fire(FunctionEntry function)
    {
        var run = platform.Run(() => RunAsync(function, (TimerTrigger)function.Trigger, isPastDue: false, isScheduled: false));
        lock (fired)
        {
            fired.RemoveAll(earlier => earlier.IsCompleted);
            fired.Add(run);
        }
    }

    private async Task LoopAsync(FunctionEntry function, TimerTrigger trigger)
    {
        try
        {
            await OwnAsync(function.Name);
            using var keep = platform.Clock.CreateTimer(_ => Keep(function.Name), null, OwnFor / 3, OwnFor / 3);
            var next = await FirstAsync(function, trigger);
            while (true)
            {
                await WaitUntilAsync(next);
                await RunAsync(function, trigger, isPastDue: false, isScheduled: true);
                next = trigger.Schedule.Next(platform.Clock.GetUtcNow());
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await store.ReleaseAsync(function.Name);
        }
    }

    // Makes up for a run that was missed while the host was down.
    private async Task<DateTimeOffset> FirstAsync(FunctionEntry function, TimerTrigger trigger)
    {
        var now = platform.Clock.GetUtcNow();
        var remembered = trigger.UseMonitor ? store.Read(function.Name, trigger.Text) : null;
        var isPastDue = remembered is not null && remembered.Next < now.UtcDateTime;
        if (isPastDue || trigger.RunOnStartup)
            await RunAsync(function, trigger, isPastDue, isScheduled: true);
        else if (trigger.UseMonitor && remembered is null)
            await store.WriteAsync(function.Name, trigger.Text, Status(trigger, DateTime.MinValue, now));
        return trigger.Schedule.Next(platform.Clock.GetUtcNow());
    }

    private async Task RunAsync(FunctionEntry function, TimerTrigger trigger, bool isPastDue, bool isScheduled)
    {
        var gate = running.GetOrAdd(function.Name, _ => new SemaphoreSlim(1));
        await gate.WaitAsync();
        try
        {
            var started = platform.Clock.GetUtcNow();
            var info = new TimerInfo { IsPastDue = isPastDue, ScheduleStatus = trigger.UseMonitor ? store.Read(function.Name, trigger.Text) ?? Status(trigger, DateTime.MinValue, started) : null };
            await invoker.InvokeAsync(new Invocation { Function = function, Payload = info });
            if (isScheduled && trigger.UseMonitor)
                await store.WriteAsync(function.Name, trigger.Text, Status(trigger, started.UtcDateTime, platform.Clock.GetUtcNow()));
        }
        catch (Exception error)
        {
            // The outermost loop of a timer: a failed run is logged by the invoker, and the next one comes as scheduled.
            WillRunAgain(function.Name, error.Message);
            if (isScheduled && trigger.UseMonitor && !stop.IsCancellationRequested)
                await store.WriteAsync(function.Name, trigger.Text, Status(trigger, platform.Clock.GetUtcNow().UtcDateTime, platform.Clock.GetUtcNow()));
        }
        finally
        {
            gate.Release();
        }
    }

    private static ScheduleStatus Status(TimerTrigger trigger, DateTime last, DateTimeOffset now) =>
        new() { Last = last, Next = trigger.Schedule.Next(now).UtcDateTime, LastUpdated = now.UtcDateTime };

    private async Task OwnAsync(string name)
    {
        while (!await store.TryOwnAsync(name, OwnFor))
            await Task.Delay(OwnFor / 3, platform.Clock, stop.Token);
    }

    private void Keep(string name) => store.TryOwnAsync(name, OwnFor).ContinueWith(
        kept => CantKeep(name, kept.Exception!.GetBaseException()), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    private async Task WaitUntilAsync(DateTimeOffset due)
    {
        while (platform.Clock.GetUtcNow() is var now && now < due)
        {
            var wait = due - now;
            await Task.Delay(wait < LongestWait ? wait : LongestWait, platform.Clock, stop.Token);
        }

        stop.Token.ThrowIfCancellationRequested();
    }

    [LoggerMessage(9012, LogLevel.Warning, "Timer function {Function} couldn't say that it still belongs to this process")]
    private partial void CantKeep(string function, Exception error);

    [LoggerMessage(9011, LogLevel.Warning, "The run of timer function {Function} failed ({Reason}); the next comes as scheduled")]
    private partial void WillRunAgain(string function, string reason);
}
