using Microsoft.Extensions.Logging;

namespace Trading.Embedded.Durable;

/// <summary>What the engine's parts share while it runs: the store, the clock, and the account of work under way.</summary>
internal sealed class DurableWork(EmbeddedPlatform platform, ILogger logger) : IDisposable
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource stop = new();
    private readonly CancellationTokenSource abort = new();
    private readonly Lock gate = new();
    private readonly HashSet<Task> underWay = [];

    public ILogger Logger => logger;

    public Faults? Faults => platform.Faults;

    public TimeProvider Clock => platform.Clock;

    public SqliteStore Store => platform.Store;

    /// <summary>No new work is begun.</summary>
    public CancellationToken Stop => stop.Token;

    /// <summary>Work under way is given up.</summary>
    public CancellationToken Abort => abort.Token;

    public DateTime Now => platform.Clock.GetUtcNow().UtcDateTime;

    public static TimeSpan Backoff(int attempt) =>
        TimeSpan.FromSeconds(Math.Min(LongestDelay.TotalSeconds, 0.25 * Math.Pow(2, Math.Min(attempt, 10))));

    /// <summary>A failure as it is stored.</summary>
    public StoredFailure Stored(StoredFailure failure) => platform.IsSimulated ? failure.WithoutStackTraces() : failure;

    /// <summary>Begins work, and counts it in until it ends.</summary>
    public void Begin(Func<Task> run) => Track(platform.Run(run));

    /// <summary>Counts work in, until it ends.</summary>
    public void Track(Task work)
    {
        if (work.IsCompletedSuccessfully)
            return;
        lock (gate)
            underWay.Add(work);
        work.ContinueWith(
            ended =>
            {
                lock (gate)
                    underWay.Remove(ended);
                if (ended.Exception is { } error)
                    logger.WorkBroke(error);
            },
            CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>Records something however often the store has to be asked; gives up only when the engine does.</summary>
    /// <exception cref="OperationCanceledException">The engine gave up.</exception>
    public async Task<T> RecordAsync<T>(string what, Func<SqliteSession, T> write)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await Store.WriteAsync(write);
            }
            catch (EmbeddedStoreException error) when (!Abort.IsCancellationRequested)
            {
                var delay = Backoff(attempt);
                logger.RecordDelayed(error, what, delay);
                await Task.Delay(delay, Clock, Abort);
            }
        }
    }

    /// <summary>Ends the taking of new work, then waits for what is under way; gives up on it when the token is cancelled.</summary>
    /// <returns>Whether everything ended.</returns>
    public async Task<bool> DrainAsync(CancellationToken cancellationToken)
    {
        stop.Cancel();
        using var gaveUp = cancellationToken.Register(abort.Cancel);
        while (Snapshot() is { Length: > 0 } left)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                logger.WorkLeft(left.Length);
                return false;
            }

            // Failures were logged where the work is tracked.
            await Task.WhenAll(left).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }

        return true;
    }

    public void Dispose()
    {
        stop.Dispose();
        abort.Dispose();
    }

    private Task[] Snapshot()
    {
        lock (gate)
            return [.. underWay];
    }
}
