using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Trading.Embedded.Durable;

/// <summary>
/// Runs orchestrations and activities durably on the platform's store. Register what can run, then start; a data folder has one
/// running engine at a time.
/// </summary>
public sealed class DurableEngine : IAsyncDisposable
{
    private readonly EmbeddedPlatform platform;
    private readonly ILoggerFactory loggers;
    private readonly DurableEngineOptions options;
    private readonly ILogger logger;
    private readonly DurableJson json;
    private readonly InstanceWaiters waiters;
    private readonly IDisposable foreignChanges;
    private readonly Dictionary<string, Func<TaskOrchestrationContext, Task<object?>>> orchestrators = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Func<ActivityInvocation, CancellationToken, Task<object?>>> activities = new(StringComparer.OrdinalIgnoreCase);
    private IDisposable? running;
    private IDisposable? backlog;
    private DurableWork? work;

    /// <summary>An engine that does not run yet; its client works at once.</summary>
    public DurableEngine(EmbeddedPlatform platform, ILoggerFactory loggers, DurableEngineOptions options)
    {
        ArgumentNullException.ThrowIfNull(platform);
        ArgumentNullException.ThrowIfNull(loggers);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxConcurrentActivities, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxConcurrentOrchestrations, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(options.MaxCachedOrchestrations);
        this.platform = platform;
        this.loggers = loggers;
        this.options = options;
        logger = loggers.CreateLogger("Trading.Embedded.Durable");
        json = new DurableJson(options.Serializer);
        waiters = new InstanceWaiters(platform);
        platform.Store.Migrate(DurableSchema.Sql);
        Client = new EmbeddedDurableClient(platform, json, options, waiters);

        platform.AddDuty(session => session.Scalar(DurableSchema.AnyUnderWay) is not null);

        // Nothing is ever said under this topic: what is heard there are other processes' commits.
        foreignChanges = platform.Store.Listen("durable/elsewhere", () =>
        {
            if (work is null)
                waiters.AllMayHaveChanged();
        });
    }

    /// <summary>Starts, watches and steers orchestrations.</summary>
    public DurableTaskClient Client { get; }

    /// <summary>The input of an orchestration of this engine, for callers that know its type only at run time.</summary>
    /// <exception cref="ArgumentException">The context is another engine's.</exception>
    public static object? GetInput(TaskOrchestrationContext context, Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return context is OrchestrationContext ours
            ? ours.GetInput(type)
            : throw new ArgumentException("The context does not belong to an orchestration of this engine.", nameof(context));
    }

    /// <summary>Registers an orchestrator.</summary>
    /// <exception cref="ArgumentException">Another orchestrator has the name, in whichever case.</exception>
    /// <exception cref="InvalidOperationException">The engine runs already.</exception>
    public void AddOrchestrator(string name, Func<TaskOrchestrationContext, Task<object?>> run)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(run);
        ThrowIfRunning();
        if (!orchestrators.TryAdd(name, run))
            throw new ArgumentException($"There are two orchestrators named '{name}'.", nameof(name));
    }

    /// <summary>Registers an activity.</summary>
    /// <exception cref="ArgumentException">Another activity has the name, in whichever case.</exception>
    /// <exception cref="InvalidOperationException">The engine runs already.</exception>
    public void AddActivity(string name, Func<ActivityInvocation, CancellationToken, Task<object?>> run)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(run);
        ThrowIfRunning();
        if (!activities.TryAdd(name, run))
            throw new ArgumentException($"There are two activities named '{name}'.", nameof(name));
    }

    /// <summary>Begins to run, with what an earlier run left.</summary>
    /// <exception cref="InvalidOperationException">This engine, or another on the data folder, runs already.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ThrowIfRunning();
        running = platform.TryClaim("durable.lock")
            ?? throw new InvalidOperationException($"Another engine runs orchestrations in '{platform.DataFolder}'; a data folder has one at a time.");
        // A process of a simulation dies without disposing anything, and a gauge that stayed would hold all that it was.
        backlog = platform.IsSimulated ? null : DurableMetrics.MeasureBacklog(platform.Store);
        var begun = new DurableWork(platform, logger);
        work = begun;
        var activityDispatcher = new ActivityDispatcher(begun, json, activities, options.MaxConcurrentActivities);
        var orchestrationDispatcher = new OrchestrationDispatcher(begun, json, loggers, orchestrators, options, waiters);
        var reader = new ArrivalReader(begun, orchestrationDispatcher, activityDispatcher);
        orchestrationDispatcher.Begin();
        activityDispatcher.Begin();
        begun.Begin(reader.RunAsync);
        logger.EngineStarted(platform.DataFolder, orchestrators.Count, activities.Count);
        return Task.CompletedTask;
    }

    /// <summary>Takes no new work and waits for what is under way; what has not ended when the token is cancelled runs again after the next start.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (work is not { } ended)
            return;
        if (await ended.DrainAsync(cancellationToken))
            ended.Dispose();
        work = null;
        backlog?.Dispose();
        running?.Dispose();
        running = null;
        logger.EngineStopped();
    }

    /// <summary>Stops at once: work under way is given up and runs again after the next start.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(new CancellationToken(canceled: true));
        foreignChanges.Dispose();
    }

    private void ThrowIfRunning()
    {
        if (work is not null)
            throw new InvalidOperationException("The durable engine runs already.");
    }
}
