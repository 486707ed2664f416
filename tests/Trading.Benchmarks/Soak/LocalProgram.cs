using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Trading.Benchmarks.Soak;

/// <summary>The built program in a process of its own, and what the system and the program say of that process.</summary>
internal sealed class LocalProgram : IDisposable
{
    private const int KeptLines = 50;
    private const string Listening = "Now listening on: ";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly string dataFolder;
    private readonly Queue<string> output = new();
    private readonly TaskCompletionSource<Uri> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private LocalProgram(string dataFolder)
    {
        this.dataFolder = dataFolder;
        process = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Trading.Local.dll"), "--data", dataFolder, "--port", "0"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["ImportSchedule"] = "* * * * * *" },
            },
            EnableRaisingEvents = true,
        };
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.Exited += (_, _) => listening.TrySetException(new InvalidOperationException("The program ended before it listened."));
    }

    /// <summary>Speaks to the program.</summary>
    public HttpClient Client { get; } = new() { Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>Folder whose files it imports.</summary>
    public string ImportFolder => Path.Combine(dataFolder, "import");

    /// <summary>The last lines it wrote, both streams.</summary>
    public string Output
    {
        get
        {
            lock (output)
                return string.Join(Environment.NewLine, output);
        }
    }

    /// <summary>Starts the program on a data folder and waits until it listens.</summary>
    /// <exception cref="InvalidOperationException">It does not within a minute; the message holds what it wrote.</exception>
    public static async Task<LocalProgram> StartAsync(string dataFolder)
    {
        var program = new LocalProgram(dataFolder);
        try
        {
            program.process.Start();
            program.process.BeginOutputReadLine();
            program.process.BeginErrorReadLine();
            program.Client.BaseAddress = await program.listening.Task.WaitAsync(StartLimit);
            return program;
        }
        catch (Exception error) when (error is TimeoutException or InvalidOperationException)
        {
            program.Dispose();
            throw new InvalidOperationException($"The program does not serve: {error.Message}{Environment.NewLine}{program.Output}", error);
        }
    }

    /// <summary>How the process stands now.</summary>
    /// <param name="at">Time since the beginning, to note on it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Sample> SampleAsync(TimeSpan at, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/admin/host/status") { Headers = { { "x-functions-key", await MasterKeyAsync(cancellationToken) } } };
        using var answer = (await Client.SendAsync(request, cancellationToken)).EnsureSuccessStatusCode();
        var status = await JsonSerializer.DeserializeAsync<JsonElement>(await answer.Content.ReadAsStreamAsync(cancellationToken), cancellationToken: cancellationToken);
        var lines = await File.ReadAllLinesAsync($"/proc/{process.Id}/status", cancellationToken);
        return new Sample(
            at,
            ResidentBytes: 1024 * Number(lines, "VmRSS:"),
            HeapBytes: status.GetProperty("heapBytes").GetInt64(),
            Threads: (int)Number(lines, "Threads:"),
            Handles: Directory.GetFileSystemEntries($"/proc/{process.Id}/fd").Length,
            LogBytes: Length("trading.db-wal"),
            DatabaseBytes: Length("trading.db"));
    }

    /// <summary>Asks the program to end (SIGTERM) and waits for it.</summary>
    /// <returns>Its exit code.</returns>
    /// <exception cref="TimeoutException">It did not end within a minute.</exception>
    public async Task<int> StopAsync()
    {
        using var signal = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync(CancellationToken.None).WaitAsync(StopLimit);
        return process.ExitCode;
    }

    public void Dispose()
    {
        Client.Dispose();
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }

        process.Dispose();
    }

    private static long Number(string[] lines, string name) =>
        long.Parse(lines.Single(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);

    private long Length(string file) => new FileInfo(Path.Combine(dataFolder, file)) is { Exists: true } found ? found.Length : 0;

    private async Task<string> MasterKeyAsync(CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(Path.Combine(dataFolder, "host-keys.json"));
        return (await JsonSerializer.DeserializeAsync<JsonElement>(file, cancellationToken: cancellationToken)).GetProperty("master").GetString()!;
    }

    private void Take(string? line)
    {
        if (line is null)
            return;
        if (line.IndexOf(Listening, StringComparison.Ordinal) is var at and >= 0)
            listening.TrySetResult(new Uri(line[(at + Listening.Length)..].Trim()));
        lock (output)
        {
            output.Enqueue(line);
            if (output.Count > KeptLines)
                output.Dequeue();
        }
    }
}
