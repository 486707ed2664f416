using System.Runtime.CompilerServices;

namespace Trading.Local.Tests.Commands;

/// <summary>A command run within the test's own process.</summary>
internal static class CommandRun
{
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using StringWriter output = new(), error = new();
        var exitCode = await CommandLine.RunAsync(arguments, output, error);
        return (exitCode, output.ToString(), error.ToString());
    }

    /// <summary>A file that lies beside the repository.</summary>
    public static string Beside(string file) => Path.GetFullPath(Path.Combine(Here(), "../../../../shared", file));

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
