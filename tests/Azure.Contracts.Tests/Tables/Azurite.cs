using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

[assembly: AssemblyFixture(typeof(Azure.Contracts.Tests.Tables.Azurite))]

namespace Azure.Contracts.Tests.Tables;

/// <summary>Azurite's table service as a process of its own on a free port, in memory; started when the first test asks for it and ended after the last.</summary>
public sealed class Azurite : IAsyncDisposable
{
    private const string HowToInstall = "Azurite is not installed; install it with: npm ci --prefix tests/Azure.Contracts.Tests/azurite";
    private static readonly TimeSpan StartsWithin = TimeSpan.FromMinutes(5);
    private readonly Lazy<Task<string>> connection;
    private Process? process;

    public Azurite() => connection = new Lazy<Task<string>>(StartAsync);

    private static string Folder { get; } = Path.Combine(Path.GetDirectoryName(SourceFile())!, "..", "azurite");

    /// <summary>The connection string. Where Azurite isn't installed the test is skipped, visibly; in CI it fails.</summary>
    public Task<string> ConnectAsync()
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules", "azurite")))
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", HowToInstall);
        return connection.Value;
    }

    public async ValueTask DisposeAsync()
    {
        if (process is null)
            return;
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static string SourceFile([CallerFilePath] string path = "") => path;

    private async Task<string> StartAsync()
    {
        Assert.True(Directory.Exists(Path.Combine(Folder, "node_modules", "azurite")), HowToInstall);
        var port = FreePort();
        process = Process.Start(new ProcessStartInfo("node", $"serve.cjs --tablePort {port} --inMemoryPersistence --silent --disableTelemetry")
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = new List<string>();
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += Heard;
        process.ErrorDataReceived += Heard;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var ended = process.WaitForExitAsync();
        if (await Task.WhenAny(started.Task, ended).WaitAsync(StartsWithin) == ended)
            throw new InvalidOperationException($"Azurite ended with {process.ExitCode}: {string.Join('\n', output)}");
        return "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;"
            + "AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;"
            + $"TableEndpoint=http://127.0.0.1:{port}/devstoreaccount1";

        void Heard(object sender, DataReceivedEventArgs line)
        {
            lock (output)
                output.Add(line.Data ?? "");
            if (line.Data?.Contains("successfully started", StringComparison.Ordinal) == true)
                started.TrySetResult();
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
