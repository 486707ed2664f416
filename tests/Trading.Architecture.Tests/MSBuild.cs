using System.Diagnostics;
using System.Text.Json;

namespace Trading.Architecture.Tests;

/// <summary>Runs the SDK's MSBuild as a developer would from a shell.</summary>
internal static class MSBuild
{
    /// <summary>Evaluates a project and gives the identities of one kind of item; builds nothing.</summary>
    public static async Task<IReadOnlyList<string>> ItemsAsync(string project, string kind, string mode, params string[] properties)
    {
        var (exitCode, output) = await RunAsync(project, mode, [$"-getItem:{kind}", .. properties]);
        Assert.True(exitCode == 0, output);
        using var answer = JsonDocument.Parse(output);
        return [.. answer.RootElement.GetProperty("Items").GetProperty(kind).EnumerateArray().Select(item => item.GetProperty("Identity").GetString()!)];
    }

    /// <param name="project">Path of a project or solution, from the repository's root or absolute.</param>
    /// <param name="mode">Value of the AzurePackages environment variable; empty leaves it unset.</param>
    /// <param name="arguments">Switches.</param>
    public static async Task<(int ExitCode, string Output)> RunAsync(string project, string mode, params string[] arguments)
    {
        var path = Path.Combine(Repository.Root, project);
        var start = new ProcessStartInfo("dotnet", ["msbuild", path, "-nologo", "-nodeReuse:false", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(path)!,
        };
        // The test run's own MSBuild settings are not the developer's.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase) || name == "AzurePackages").ToList())
            start.Environment.Remove(name);
        if (mode.Length > 0)
            start.Environment["AzurePackages"] = mode;

        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(10));
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output + await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
