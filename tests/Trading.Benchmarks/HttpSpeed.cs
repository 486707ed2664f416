using System.Diagnostics;

namespace Trading.Benchmarks;

/// <summary>
/// The whole program in a process of its own: its start, its memory at rest, and its answers to 1,000 requests a second. A request's
/// time counts from when it was due, so that a stall counts for all that it held up.
/// </summary>
internal static class HttpSpeed
{
    private const int PerSecond = 1_000;
    private const int Seconds = 30;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(string folder)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 256 }) { Timeout = Patience };
        using var program = new Process { StartInfo = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Trading.Local.dll"), "--data", folder, "--port", "0"]) { RedirectStandardOutput = true } };
        var watch = Stopwatch.StartNew();
        var listening = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        program.OutputDataReceived += (_, line) => Read(line.Data, listening);
        program.Start();
        program.BeginOutputReadLine();
        try
        {
            var address = new Uri(await listening.Task.WaitAsync(Patience), "api/health");
            (await http.GetAsync(address)).Dispose();
            Measure.Print("http.start", watch.Elapsed.TotalMilliseconds, "ms");
            await Task.Delay(Rest);
            PrintMemory("http.memory.rest", program);

            await LoadAsync(http, address, seconds: 3);
            var before = ProcessorTime(program);
            Measure.PrintLatencies("http.health", await LoadAsync(http, address, Seconds));
            Measure.Print("http.health.processor", (ProcessorTime(program) - before).TotalMicroseconds / (PerSecond * Seconds), "us");
            PrintMemory("http.memory.loaded", program);
        }
        finally
        {
            program.Kill();
            await program.WaitForExitAsync();
        }
    }

    private static void Read(string? line, TaskCompletionSource<Uri> listening)
    {
        const string said = "Now listening on: ";
        if (line is null)
            listening.TrySetException(new InvalidOperationException("The program ended before it listened."));
        else if (line.IndexOf(said, StringComparison.Ordinal) is var at and >= 0)
            listening.TrySetResult(new Uri(line[(at + said.Length)..].Trim()));
    }

    // A thread of its own sends what is due, whatever became of the requests before.
    private static async Task<double[]> LoadAsync(HttpClient http, Uri address, int seconds)
    {
        var requests = new Task<double>[PerSecond * seconds];
        await Task.Factory.StartNew(
            () =>
            {
                var start = Stopwatch.GetTimestamp();
                for (var i = 0; i < requests.Length; i++)
                {
                    var due = start + (i * Stopwatch.Frequency / PerSecond);
                    while (Stopwatch.GetTimestamp() < due)
                        Thread.Sleep(1);
                    requests[i] = AskAsync(http, address, due);
                }
            },
            TaskCreationOptions.LongRunning);
        return await Task.WhenAll(requests);
    }

    private static async Task<double> AskAsync(HttpClient http, Uri address, long due)
    {
        using var response = await http.GetAsync(address);
        response.EnsureSuccessStatusCode();
        return Stopwatch.GetElapsedTime(due).TotalMilliseconds;
    }

    private static TimeSpan ProcessorTime(Process program)
    {
        program.Refresh();
        return program.TotalProcessorTime;
    }

    private static void PrintMemory(string name, Process program)
    {
        program.Refresh();
        Measure.Print(name, program.WorkingSet64 >> 20, "MiB");
    }
}
