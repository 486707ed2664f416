using Trading.EndToEnd.Tests.Local;

namespace Trading.EndToEnd.Tests;

/// <summary>The built program serving in a process of its own, on a data folder that outlives it.</summary>
internal sealed class TradingProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(5);

    private readonly LocalProcess process;

    private TradingProcess(LocalProcess process) => this.process = process;

    /// <summary>Speaks to the program, once it is known to be healthy.</summary>
    public HttpClient Client { get; } = new() { Timeout = TimeSpan.FromMinutes(1) };

    /// <summary>Where it listens; null until it is known to be healthy.</summary>
    public Uri? Url => Client.BaseAddress;

    public bool HasExited => process.HasExited;

    /// <summary>What it wrote so far, both streams.</summary>
    public string Output => process.Output;

    /// <summary>Starts the program; it may not answer yet.</summary>
    /// <param name="dataFolder">Its data.</param>
    /// <param name="port">Where it listens; 0 takes a free one.</param>
    /// <param name="settings">Environment variables of it.</param>
    public static TradingProcess Start(string dataFolder, int port = 0, IReadOnlyDictionary<string, string>? settings = null) =>
        new(LocalProcess.Start("Trading.Local.dll", ["--data", dataFolder, "--port", $"{port}"], settings ?? new Dictionary<string, string>()));

    /// <summary>Starts the program and waits until it is healthy.</summary>
    /// <param name="dataFolder">Its data.</param>
    /// <param name="port">Where it listens; 0 takes a free one.</param>
    /// <param name="settings">Environment variables of it.</param>
    public static Task<TradingProcess> StartAsync(string dataFolder, int port = 0, IReadOnlyDictionary<string, string>? settings = null) =>
        Start(dataFolder, port, settings).HealthyAsync(TestContext.Current.CancellationToken);

    /// <summary>Waits until the program answers that it is healthy.</summary>
    /// <exception cref="InvalidOperationException">It ended instead; the message holds what it wrote.</exception>
    public async Task<TradingProcess> HealthyAsync(CancellationToken cancellationToken)
    {
        Client.BaseAddress = await process.ListeningAsync();
        await UntilAsync("healthy", StartLimit, async () =>
        {
            using var answer = await Client.GetAsync("/api/health", cancellationToken);
            return answer.IsSuccessStatusCode;
        });
        return this;
    }

    /// <summary>Waits for a condition, and says what was waited for and what the program wrote when it does not come true.</summary>
    public Task UntilAsync(string what, TimeSpan limit, Func<Task<bool>> condition) => Wait.ForAsync(
        condition, limit, () => $"still not: {what}. The program wrote:{Environment.NewLine}{Output}", TestContext.Current.CancellationToken);

    /// <summary>SIGKILL: the program gets no chance to put anything in order.</summary>
    public Task KillAsync() => process.KillAsync();

    /// <summary>SIGTERM: the program is told to stop, and does.</summary>
    /// <returns>Its exit code.</returns>
    public Task<int> TerminateAsync()
    {
        process.Terminate();
        return process.ExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await process.DisposeAsync();
    }
}
