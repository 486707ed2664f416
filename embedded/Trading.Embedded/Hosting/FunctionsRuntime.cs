using System.Text.Json;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Trading.Embedded.Durable;
using Trading.Embedded.Functions;
using Trading.Embedded.Functions.Binding;
using Trading.Embedded.Functions.Invocations;
using Trading.Embedded.Functions.Orchestrations;
using Trading.Embedded.Functions.Outputs;
using Trading.Embedded.Functions.Queues;
using Trading.Embedded.Functions.SignalR;
using Trading.Embedded.Functions.Timers;

namespace Trading.Embedded.Hosting;

/// <summary>The functions of the app, what invokes them and what listens for their events.</summary>
internal sealed partial class FunctionsRuntime(ILoggerFactory loggers, IOptions<JsonSerializerOptions> json, ILogger<FunctionsRuntime> logger)
    : IAsyncDisposable
{
    private readonly CancellationTokenSource giveUp = new();
    private readonly QueueClients clients = new();
    private SignalRHubs? hubs;
    private IListener[] listeners = [];
    private ITimer? patience;

    public IReadOnlyList<FunctionEntry> Functions { get; private set; } = [];

    public FunctionInvoker Invoker { get; private set; } = null!;

    public TimerListener Timers { get; private set; } = null!;

    public QueueListener Queues { get; private set; } = null!;

    /// <summary>Finds the functions; nothing runs yet.</summary>
    /// <exception cref="FunctionsStartupException">A function is wrong.</exception>
    public void Load(
        EmbeddedHostOptions options,
        HostJson hostJson,
        AppSettings settings,
        TriggerReader triggers,
        Func<FunctionExecutionDelegate, FunctionExecutionDelegate> pipeline,
        IServiceProvider services)
    {
        DurableEngine engine = null!;
        var worker = WorkerJson(json.Value);
        hubs = new SignalRHubs(settings);
        var outputs = new OutputReader([new QueueOutputs(settings, clients, worker), new SignalROutputs(hubs, worker)]);
        var binders = new BinderFactory(worker, () => engine.Client, new SignalRInputs(hubs, settings, worker));
        var catalog = new FunctionCatalog(triggers, outputs, binders, services.GetRequiredService<IServiceProviderIsService>());
        Functions = catalog.Discover(options.FunctionsAssembly.GetTypes().Where(options.IncludesType));

        engine = new DurableEngine(options.Platform, loggers, new DurableEngineOptions
        {
            Serializer = worker,
            TaskHub = hostJson.HubName,
            MaxConcurrentActivities = hostJson.MaxConcurrentActivityFunctions,
            MaxConcurrentOrchestrations = hostJson.MaxConcurrentOrchestratorFunctions,
            RefuseEventsToNobody = hostJson.ThrowStatusExceptionsOnRaiseEvent,
        });
        Invoker = new FunctionInvoker(services, options.Platform, hostJson.FunctionTimeout, pipeline, giveUp.Token);
        Timers = new TimerListener(options.Platform, Functions, Invoker, loggers.CreateLogger<TimerListener>());
        Queues = new QueueListener(options.Platform, Functions, Invoker, clients, hostJson, loggers.CreateLogger<QueueListener>());

        // Orchestrations first: what the others start, they can run.
        listeners = [new OrchestrationListener(engine, Functions, Invoker, giveUp.Token), Queues, Timers];
    }

    public async Task StartAsync()
    {
        foreach (var function in Functions)
            Found(function.Name, function.Trigger.Describe());
        foreach (var listener in listeners)
            await listener.StartAsync();
    }

    /// <summary>Begins no further work, and cancels what is still under way after the drain time.</summary>
    public void BeginStop(EmbeddedHostOptions options)
    {
        patience = options.Platform.Clock.CreateTimer(_ => giveUp.Cancel(), null, options.DrainTime, Timeout.InfiniteTimeSpan);
        foreach (var listener in listeners)
            listener.TakeNoMore();
    }

    public Task StopAsync() => Task.WhenAll(listeners.Select(listener => listener.StopAsync()));

    public async ValueTask DisposeAsync()
    {
        foreach (var listener in listeners)
            await listener.DisposeAsync();
        await clients.DisposeAsync();
        if (patience is not null)
            await patience.DisposeAsync();   // Waits for its callback, which needs the source below.
        hubs?.Dispose();
        giveUp.Dispose();
    }

    // The worker reads JSON without regard to the case of names, whatever else the app configures.
    private static JsonSerializerOptions WorkerJson(JsonSerializerOptions configured) =>
        configured.PropertyNameCaseInsensitive ? configured : new JsonSerializerOptions(configured) { PropertyNameCaseInsensitive = true };

    [LoggerMessage(9101, LogLevel.Information, "Function {Function}: {Trigger}")]
    private partial void Found(string function, string trigger);
}
