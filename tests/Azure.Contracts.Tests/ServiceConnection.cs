namespace Azure.Contracts.Tests;

/// <summary>Which service the contracts are tried on: the one that an environment variable names, otherwise an embedded one.</summary>
internal static class ServiceConnection
{
    /// <summary>The connection string; an embedded platform's, in a temporary folder, when the package is the embedded one. Empty when there is neither.</summary>
    public static string Find(string variable, Type client)
    {
        if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } connection)
            return connection;
        if (!client.Assembly.GetReferencedAssemblies().Any(reference => reference.Name!.StartsWith("Trading.Embedded", StringComparison.Ordinal)))
            return "";
        var folder = Directory.CreateTempSubdirectory("contracts-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Remove(folder);
        return "Embedded=" + folder;
    }

    // Its platform is open to the end, and may write while it goes.
    private static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (IOException)
        {
            // What is left lies among the system's temporary files.
        }
    }
}
