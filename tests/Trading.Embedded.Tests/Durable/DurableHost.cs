using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Trading.Embedded.Durable;

namespace Trading.Embedded.Tests.Durable;

/// <summary>A platform on a folder of its own with an engine that can be restarted.</summary>
internal sealed class DurableHost : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("durable-").FullName;
    private readonly List<(string Name, Func<TaskOrchestrationContext, Task<object?>> Run)> orchestrators = [];
    private readonly List<(string Name, Func<ActivityInvocation, CancellationToken, Task<object?>> Run)> activities = [];
    private readonly TimeProvider clock;
    private readonly ILoggerFactory loggers;
    private readonly DurableEngineOptions options;

    /// <param name="cached">Whether waiting orchestrations stay in memory; if not, every episode begins with a replay.</param>
    public DurableHost(bool cached = true, TimeProvider? clock = null, ILoggerFactory? loggers = null, DurableEngineOptions? options = null)
    {
        this.clock = clock ?? TimeProvider.System;
        this.loggers = loggers ?? NullLoggerFactory.Instance;
        this.options = (options ?? new DurableEngineOptions()) with { MaxCachedOrchestrations = cached ? 10_000 : 0 };
        Platform = OpenPlatform();
        Engine = NewEngine();
    }

    public EmbeddedPlatform Platform { get; private set; }

    public DurableEngine Engine { get; private set; }

    public DurableTaskClient Client => Engine.Client;

    public string Folder => folder;

    // Long enough for a busy machine; only what hangs takes so long.
    private static TimeSpan Patience => TimeSpan.FromMinutes(5);

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    public DurableHost Orchestrator(string name, Func<TaskOrchestrationContext, Task<object?>> run)
    {
        orchestrators.RemoveAll(item => item.Name == name);
        orchestrators.Add((name, run));
        return this;
    }

    public DurableHost Activity(string name, Func<ActivityInvocation, object?> run) =>
        Activity(name, (invocation, _) => Task.FromResult(run(invocation)));

    public DurableHost Activity(string name, Func<ActivityInvocation, CancellationToken, Task<object?>> run)
    {
        activities.RemoveAll(item => item.Name == name);
        activities.Add((name, run));
        return this;
    }

    public async Task<DurableHost> StartAsync()
    {
        foreach (var (name, run) in orchestrators)
            Engine.AddOrchestrator(name, run);
        foreach (var (name, run) in activities)
            Engine.AddActivity(name, run);
        await Engine.StartAsync(Ended);
        return this;
    }

    /// <summary>Ends engine and platform, changes what <paramref name="change"/> says, and begins again on the same folder.</summary>
    public async Task RestartAsync(Action<DurableHost>? change = null)
    {
        await Engine.DisposeAsync();
        Platform.Dispose();
        change?.Invoke(this);
        Platform = OpenPlatform();
        Engine = NewEngine();
        await StartAsync();
    }

    public async Task<OrchestrationMetadata> RunAsync(string orchestrator, object? input = null, StartOrchestrationOptions? options = null)
    {
        var id = await Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, options, Ended);
        return await EndAsync(id);
    }

    public async Task<OrchestrationMetadata> EndAsync(string id) =>
        await Client.WaitForInstanceCompletionAsync(id, true, Ended).WaitAsync(Patience, Ended);

    /// <summary>Waits until an instance shows something.</summary>
    public async Task<OrchestrationMetadata> UntilAsync(string id, Func<OrchestrationMetadata, bool> shows)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ended);
        limit.CancelAfter(Patience);
        while (true)
        {
            if (await Client.GetInstanceAsync(id, true, limit.Token) is { } metadata && shows(metadata))
                return metadata;
            await Task.Delay(2, limit.Token);
        }
    }

    public Task<OrchestrationMetadata> UntilStatusAsync(string id, string customStatus) =>
        UntilAsync(id, metadata => metadata.SerializedCustomStatus == $"\"{customStatus}\"");

    /// <summary>Waits until a durable timer stands that is not due yet.</summary>
    public async Task UntilTimerAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ended);
        limit.CancelAfter(Patience);
        while (Platform.Store.Read(session => session.Scalar("SELECT 1 FROM durable_timers WHERE due > ?1", clock.GetUtcNow().UtcTicks)) is null)
            await Task.Delay(2, limit.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        Platform.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private EmbeddedPlatform OpenPlatform() =>
        EmbeddedPlatform.Start(new EmbeddedOptions { DataFolder = folder, Clock = clock, Durability = Durability.ProcessDeath });

    private DurableEngine NewEngine() => new(Platform, loggers, options);
}
