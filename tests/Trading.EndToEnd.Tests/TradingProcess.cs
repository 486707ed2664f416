using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Trading.EndToEnd.Tests;

/// <summary>The built program in a process of its own, on a data folder that outlives it.</summary>
internal sealed class TradingProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly StringBuilder output = new();

    private TradingProcess(Process process, int port)
    {
        this.process = process;
        Client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(30) };
    }

    /// <summary>Speaks to the program.</summary>
    public HttpClient Client { get; }

    /// <summary>Where it listens.</summary>
    public Uri Url => Client.BaseAddress!;

    public bool HasExited => process.HasExited;

    /// <summary>What it wrote so far, both streams.</summary>
    public string Output
    {
        get
        {
            lock (output)
                return output.ToString();
        }
    }

    /// <summary>A port that was free a moment ago.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Starts the program; it may not answer yet.</summary>
    /// <param name="dataFolder">Its data.</param>
    /// <param name="port">Where it listens.</param>
    /// <param name="settings">Environment variables of it.</param>
    public static TradingProcess Start(string dataFolder, int port, IReadOnlyDictionary<string, string>? settings = null)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Trading.Local.dll");
        var start = new ProcessStartInfo(
            "dotnet", [program, "--data", dataFolder, "--port", port.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        var trading = new TradingProcess(new Process { StartInfo = start }, port);
        trading.process.OutputDataReceived += (_, line) => trading.Append(line.Data);
        trading.process.ErrorDataReceived += (_, line) => trading.Append(line.Data);
        trading.process.Start();
        trading.process.BeginOutputReadLine();
        trading.process.BeginErrorReadLine();
        return trading;
    }

    /// <summary>Starts the program and waits until it is healthy.</summary>
    /// <param name="dataFolder">Its data.</param>
    /// <param name="port">0 takes a free one.</param>
    /// <param name="settings">Environment variables of it.</param>
    public static Task<TradingProcess> StartAsync(string dataFolder, int port = 0, IReadOnlyDictionary<string, string>? settings = null) =>
        Start(dataFolder, port == 0 ? FreePort() : port, settings).HealthyAsync(TestContext.Current.CancellationToken);

    /// <summary>Waits until the program answers that it is healthy.</summary>
    /// <exception cref="InvalidOperationException">It ended instead; the message holds what it wrote.</exception>
    public async Task<TradingProcess> HealthyAsync(CancellationToken cancellationToken)
    {
        await Wait.ForAsync(
            async () =>
            {
                if (process.HasExited)
                    throw new InvalidOperationException($"The program ended with {process.ExitCode}:{Environment.NewLine}{Output}");
                try
                {
                    using var answer = await Client.GetAsync("/api/health", cancellationToken);
                    return answer.IsSuccessStatusCode;
                }
                catch (HttpRequestException)
                {
                    // It does not listen yet.
                    return false;
                }
            },
            StartLimit,
            () => $"The program does not answer:{Environment.NewLine}{Output}",
            cancellationToken);
        return this;
    }

    /// <summary>Waits for a condition, and says what was waited for and what the program wrote when it does not come true.</summary>
    public Task UntilAsync(string what, TimeSpan limit, Func<Task<bool>> condition) => Wait.ForAsync(
        condition, limit, () => $"still not: {what}. The program wrote:{Environment.NewLine}{Output}", TestContext.Current.CancellationToken);

    /// <summary>SIGKILL: the program gets no chance to put anything in order.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>SIGTERM: the program is told to stop, and does.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> TerminateAsync(TimeSpan limit)
    {
        using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None).WaitAsync(limit);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!process.HasExited)
            await KillAsync();
        process.Dispose();
    }

    private void Append(string? line)
    {
        if (line is null)
            return;
        lock (output)
            output.AppendLine(line);
    }
}
