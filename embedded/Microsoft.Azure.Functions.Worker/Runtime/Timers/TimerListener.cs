using System.Collections.Concurrent;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Trading.Embedded.Functions.Invocations;

namespace Trading.Embedded.Functions.Timers;

/// <summary>Runs timer functions when they are due, one run of each at a time.</summary>
internal sealed partial class TimerListener(EmbeddedPlatform platform, IReadOnlyList<FunctionEntry> functions, FunctionInvoker invoker, ILogger<TimerListener> logger)
    : IListener
{
    /// <summary>How often a process asks whether the one that has a timer has ended.</summary>
    internal static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan OwnFor = TimeSpan.FromMinutes(1);

    // While a computer sleeps its timers stand still, and a clock may be set; so a long wait is taken in pieces.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan PauseAfterTrouble = TimeSpan.FromSeconds(5);

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
        var run = platform.Run(() => InvokeByHandAsync(function, (TimerTrigger)function.Trigger));
        lock (fired)
        {
            fired.RemoveAll(earlier => earlier.IsCompleted);
            fired.Add(run);
        }
    }

    private async Task LoopAsync(FunctionEntry function, TimerTrigger trigger)
    {
        var isStart = true;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await OwnAsync(function.Name);
                using var keep = platform.Clock.CreateTimer(_ => Keep(function.Name), null, OwnFor / 3, OwnFor / 3);
                var status = await BeginAsync(function, trigger, isStart);
                isStart = false;
                await FollowAsync(function, trigger, status);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                await store.ReleaseAsync(function.Name);
            }
            catch (Exception error)
            {
                // The outermost loop of a timer: whatever the store's trouble is, the schedule goes on when it is over.
                CantKeep(function.Name, error);
                await Task.WhenAny(Task.Delay(PauseAfterTrouble, platform.Clock, stop.Token));
            }
        }
    }

    // What was missed while no process was there to run it is made up for by one run.
    private async Task<ScheduleStatus> BeginAsync(FunctionEntry function, TimerTrigger trigger, bool isStart)
    {
        var now = platform.Clock.GetUtcNow();
        var status = Remembered(function, trigger, now);
        if (status is null)
        {
            status = Status(trigger, DateTime.MinValue, now);
            await RememberAsync(function, trigger, status);
        }

        var isPastDue = status.Next < now.UtcDateTime;
        return isPastDue || (isStart && trigger.RunOnStartup)
            ? await RunAsync(function, trigger, status, isPastDue, earliest: DateTime.MinValue)
            : status;
    }

    /// <summary>Runs the function whenever it is due, until another process has taken the timer while this one was asleep.</summary>
    private async Task FollowAsync(FunctionEntry function, TimerTrigger trigger, ScheduleStatus status)
    {
        while (true)
        {
            var isPastDue = await WaitUntilAsync(status.Next);
            if (!await store.TryOwnAsync(function.Name, OwnFor))
                return;
            status = await RunAsync(function, trigger, status, isPastDue, earliest: status.Next);
        }
    }

    /// <returns>When it ran and when it is due next. The next run is counted from the begin of this one, so that one which took longer than its interval is followed at once.</returns>
    private async Task<ScheduleStatus> RunAsync(FunctionEntry function, TimerTrigger trigger, ScheduleStatus status, bool isPastDue, DateTime earliest)
    {
        var started = await InvokeAsync(function, trigger, status, isPastDue);
        // A clock that was set back a little must not bring the same occurrence twice.
        var ran = started < earliest ? earliest : started;
        var next = Status(trigger, ran, new DateTimeOffset(ran));
        await RememberAsync(function, trigger, next);
        return next;
    }

    /// <returns>When it began, UTC.</returns>
    /// <exception cref="OperationCanceledException">The host stops, and the run didn't begin or was cut off: it stays due.</exception>
    private async Task<DateTime> InvokeAsync(FunctionEntry function, TimerTrigger trigger, ScheduleStatus status, bool isPastDue)
    {
        var gate = running.GetOrAdd(function.Name, _ => new SemaphoreSlim(1));
        await gate.WaitAsync();
        try
        {
            stop.Token.ThrowIfCancellationRequested();
            var started = platform.Clock.GetUtcNow().UtcDateTime;
            var info = new TimerInfo { IsPastDue = isPastDue, ScheduleStatus = trigger.UseMonitor ? status : null };
            try
            {
                await invoker.InvokeAsync(new Invocation { Function = function, Payload = info });
            }
            catch (Exception error) when (error is not OperationCanceledException || !stop.IsCancellationRequested)
            {
                // The invoker has logged a failure of the function itself.
                WillRunAgain(function.Name, error.Message);
            }

            return started;
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task InvokeByHandAsync(FunctionEntry function, TimerTrigger trigger)
    {
        try
        {
            var now = platform.Clock.GetUtcNow();
            await InvokeAsync(function, trigger, Remembered(function, trigger, now) ?? Status(trigger, DateTime.MinValue, now), isPastDue: false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            NotByHand(function.Name);
        }
    }

    // A record from the future is of a clock that was wrong; believed, it would keep the timer silent until then.
    private ScheduleStatus? Remembered(FunctionEntry function, TimerTrigger trigger, DateTimeOffset now) =>
        trigger.UseMonitor && store.Read(function.Name, trigger.Text) is { } status && status.LastUpdated <= now.UtcDateTime ? status : null;

    private Task RememberAsync(FunctionEntry function, TimerTrigger trigger, ScheduleStatus status) =>
        trigger.UseMonitor ? store.WriteAsync(function.Name, trigger.Text, status) : Task.CompletedTask;

    private static ScheduleStatus Status(TimerTrigger trigger, DateTime last, DateTimeOffset now) =>
        new() { Last = last, Next = trigger.Schedule.Next(now).UtcDateTime, LastUpdated = now.UtcDateTime };

    private async Task OwnAsync(string name)
    {
        while (!await store.TryOwnAsync(name, OwnFor))
            await Task.Delay(BetweenTries, platform.Clock, stop.Token);
    }

    private void Keep(string name) => store.TryOwnAsync(name, OwnFor).ContinueWith(
        kept => CantKeep(name, kept.Exception!.GetBaseException()), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    /// <returns>Whether it is long past: the machine slept meanwhile.</returns>
    private async Task<bool> WaitUntilAsync(DateTime due)
    {
        var begun = platform.Clock.GetUtcNow().UtcDateTime;
        var now = begun;
        while (now < due)
        {
            var wait = due - now;
            await Task.Delay(wait < LongestWait ? wait : LongestWait, platform.Clock, stop.Token);
            now = platform.Clock.GetUtcNow().UtcDateTime;
        }

        stop.Token.ThrowIfCancellationRequested();
        return now - (due > begun ? due : begun) > LongestWait;
    }

    [LoggerMessage(9013, LogLevel.Warning, "Timer function {Function} was not run by hand: the host stops")]
    private partial void NotByHand(string function);

    [LoggerMessage(9012, LogLevel.Warning, "The schedule of timer function {Function} can't be kept in the store; it is tried again")]
    private partial void CantKeep(string function, Exception error);

    [LoggerMessage(9011, LogLevel.Warning, "The run of timer function {Function} failed ({Reason}); the next comes as scheduled")]
    private partial void WillRunAgain(string function, string reason);
}
