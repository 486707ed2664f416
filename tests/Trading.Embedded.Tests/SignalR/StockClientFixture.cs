using System.ComponentModel;
using System.Diagnostics;

namespace Trading.Embedded.Tests.SignalR;

/// <summary>Installs the stock JavaScript client on first use.</summary>
public sealed class StockClientFixture : IAsyncLifetime
{
    private string? missing;

    public static string Folder { get; } = FindFolder();

    public async ValueTask InitializeAsync()
    {
        if (await VersionOfAsync("node") is null || await VersionOfAsync("npm") is null)
        {
            missing = "Node.js with npm is not installed, so the stock JavaScript client can't run.";
            return;
        }

        var installed = new FileInfo(Path.Combine(Folder, "node_modules", ".package-lock.json"));
        if (installed.Exists && installed.LastWriteTimeUtc >= new FileInfo(Path.Combine(Folder, "package-lock.json")).LastWriteTimeUtc)
            return;
        var (exitCode, output) = await RunAsync("npm", "ci --no-audit --no-fund");
        if (exitCode != 0)
            throw new InvalidOperationException($"npm ci in {Folder} ended with {exitCode}: {output}");
    }

    /// <summary>Skips the test, visibly, where the client can't run.</summary>
    public void SkipWhenMissing() => Assert.SkipWhen(missing is not null, missing ?? "");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task<string?> VersionOfAsync(string program)
    {
        try
        {
            return (await RunAsync(program, "--version")).Output;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string program, string arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }

    private static string FindFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Trading.Functions.sln")))
            folder = folder.Parent;
        return Path.Combine(folder?.FullName ?? throw new DirectoryNotFoundException("The repository's root was not found."), "tests", "Trading.Embedded.Tests", "signalr-client");
    }
}
