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
    /// <summary>An engine that does not run yet; its client works at once.</summary>
    public DurableEngine(EmbeddedPlatform platform, ILoggerFactory loggers, DurableEngineOptions options)
    {
        ArgumentNullException.ThrowIfNull(platform);
        ArgumentNullException.ThrowIfNull(loggers);
        ArgumentNullException.ThrowIfNull(options);
    }

    /// <summary>Starts, watches and steers orchestrations.</summary>
    public DurableTaskClient Client => throw new NotSupportedException();

    /// <summary>The input of an orchestration of this engine, for callers that know its type only at run time.</summary>
    public static object? GetInput(TaskOrchestrationContext context, Type type) => throw new NotSupportedException();

    /// <summary>Registers an orchestrator under a name that no other has.</summary>
    public void AddOrchestrator(string name, Func<TaskOrchestrationContext, Task<object?>> run) => throw new NotSupportedException();

    /// <summary>Registers an activity under a name that no other has.</summary>
    public void AddActivity(string name, Func<ActivityInvocation, CancellationToken, Task<object?>> run) => throw new NotSupportedException();

    /// <summary>Begins to run, with what an earlier run left.</summary>
    /// <exception cref="InvalidOperationException">Another engine runs on the data folder.</exception>
    public Task StartAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Takes no new work and waits for what is under way; what has not ended when the token is cancelled runs again after the next start.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => throw new NotSupportedException();
}
