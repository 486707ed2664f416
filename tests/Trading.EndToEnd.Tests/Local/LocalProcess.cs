using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Trading.EndToEnd.Tests.Local;

/// <summary>A program of the repository run as a process of its own.</summary>
internal sealed partial class LocalProcess : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly TaskCompletionSource<Uri> address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private LocalProcess(Process process) => this.process = process;

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    public string Output
    {
        get
        {
            lock (output)
                return output.ToString();
        }
    }

    /// <summary>Starts an assembly that lies beside this one.</summary>
    public static LocalProcess Start(string assembly, params string[] arguments) => Start(assembly, arguments, new Dictionary<string, string>());

    /// <summary>Starts an assembly that lies beside this one, with environment variables of its own.</summary>
    public static LocalProcess Start(string assembly, string[] arguments, IReadOnlyDictionary<string, string> settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, assembly), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        var process = new LocalProcess(new Process { StartInfo = start, EnableRaisingEvents = true });
        process.process.OutputDataReceived += (_, line) => process.Take(line.Data);
        process.process.ErrorDataReceived += (_, line) => process.Take(line.Data);
        process.process.Exited += (_, _) => process.address.TrySetException(new InvalidOperationException("The program ended before it listened."));
        process.process.Start();
        process.process.BeginOutputReadLine();
        process.process.BeginErrorReadLine();
        return process;
    }

    /// <summary>Runs to the end: exit code, and what was written to both streams.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(string assembly, params string[] arguments)
    {
        await using var process = Start(assembly, arguments);
        return (await process.ExitAsync(), process.Output);
    }

    /// <summary>Where it listens, once it does.</summary>
    public async Task<Uri> ListeningAsync()
    {
        try
        {
            return await address.Task.WaitAsync(Limit);
        }
        catch (Exception error) when (error is TimeoutException or InvalidOperationException)
        {
            // What it wrote last may come after its end.
            if (process.HasExited)
                await process.WaitForExitAsync();
            throw new InvalidOperationException($"{error.Message} It said:{Environment.NewLine}{Output}", error);
        }
    }

    public async Task<int> ExitAsync()
    {
        await process.WaitForExitAsync().WaitAsync(Limit);
        return process.ExitCode;
    }

    /// <summary>Asks it to stop, as an operating system does.</summary>
    public void Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Ends it without a warning.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await KillAsync();

        address.Task.ContinueWith(task => task.Exception, TaskScheduler.Default).GetAwaiter();
        process.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null)
            return;
        lock (output)
            output.AppendLine(line);
        if (Listening().Match(line) is { Success: true } match)
            address.TrySetResult(new Uri(match.Groups[1].Value));
    }

    [GeneratedRegex(@"Now listening on: (http://\S+)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Listening();
}
