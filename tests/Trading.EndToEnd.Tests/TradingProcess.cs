using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Trading.EndToEnd.Tests;

/// <summary>The built program in a process of its own, serving a data folder.</summary>
public sealed partial class TradingProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);

    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly TaskCompletionSource<Uri> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private TradingProcess(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => Heard(line.Data);
        process.ErrorDataReceived += (_, line) => Heard(line.Data);
        process.Exited += (_, _) => listening.TrySetException(new InvalidOperationException($"The program ended before it listened:{Environment.NewLine}{Output}"));
        process.EnableRaisingEvents = true;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The built program.</summary>
    public static string Program { get; } = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "Trading.Local", new DirectoryInfo(AppContext.BaseDirectory).Name, "Trading.Local.dll"));

    /// <summary>Speaks to it.</summary>
    public HttpClient Http { get; } = new();

    /// <summary>Where it listens.</summary>
    public Uri Url => Http.BaseAddress!;

    /// <summary>What it wrote on the console so far.</summary>
    public string Output
    {
        get
        {
            lock (output)
                return output.ToString();
        }
    }

    /// <summary>Starts it and waits until it is healthy.</summary>
    /// <param name="dataFolder">Its data.</param>
    /// <param name="port">0 takes a free one.</param>
    /// <param name="settings">Environment variables of it.</param>
    public static async Task<TradingProcess> StartAsync(string dataFolder, int port = 0, IReadOnlyDictionary<string, string>? settings = null)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[Program, "--data", dataFolder, "--port", port.ToString(System.Globalization.CultureInfo.InvariantCulture)])
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        var started = new TradingProcess(Process.Start(start)!);
        started.Http.BaseAddress = await started.listening.Task.WaitAsync(StartLimit, TestContext.Current.CancellationToken);
        await started.UntilAsync("it is healthy", StartLimit, async () =>
        {
            using var answer = await started.Http.GetAsync(new Uri("api/health", UriKind.Relative), TestContext.Current.CancellationToken);
            return answer.StatusCode == HttpStatusCode.OK;
        });
        return started;
    }

    /// <summary>Waits for a condition, and says what was waited for and what the program wrote when it does not come true.</summary>
    public async Task UntilAsync(string what, TimeSpan limit, Func<Task<bool>> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(watch.Elapsed < limit, $"After {limit.TotalSeconds} s still not: {what}. The program wrote:{Environment.NewLine}{Output}");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Gets JSON, or fails with what the program answered instead.</summary>
    public async Task<JsonElement> GetAsync(string path)
    {
        using var answer = await Http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return await ReadAsync(answer, path);
    }

    /// <summary>Posts JSON, or nothing, and gives the answer.</summary>
    public async Task<JsonElement> PostAsync(string path, object? body = null)
    {
        using var content = body is null ? null : JsonContent.Create(body);
        using var answer = await Http.PostAsync(new Uri(path, UriKind.Relative), content, TestContext.Current.CancellationToken);
        return await ReadAsync(answer, path);
    }

    /// <summary>Ends it at once, as a crash would (SIGKILL).</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Asks it to stop (SIGTERM) and gives its exit code.</summary>
    public async Task<int> StopAsync()
    {
        if (!process.HasExited)
        {
            using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync();
            await process.WaitForExitAsync().WaitAsync(StopLimit);
        }

        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await KillAsync();
        process.Dispose();
        Http.Dispose();
    }

    private async Task<JsonElement> ReadAsync(HttpResponseMessage answer, string path)
    {
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{answer.RequestMessage!.Method} {path} was answered {(int)answer.StatusCode}: {text}");
        if (text.Length == 0)
            return default;
        using var json = JsonDocument.Parse(text);
        return json.RootElement.Clone();
    }

    private void Heard(string? line)
    {
        if (line is null)
            return;
        lock (output)
            output.AppendLine(line);
        if (ListeningLine().Match(line) is { Success: true } match)
            listening.TrySetResult(new Uri(match.Groups[1].Value + "/"));
    }

    [GeneratedRegex(@"\b(http://(?:127\.0\.0\.1|localhost|\[::1\]):\d+)")]
    private static partial Regex ListeningLine();
}
