using Azure.Data.Tables;

namespace Trading.Integrations.Tests;

/// <summary>
/// Tables of a test's own: a new folder of the embedded platform, or the account that the environment variable Tables__ConnectionString
/// names (an emulator, say).
/// </summary>
internal static class TestTables
{
    public static TableServiceClient New() => new(
        Environment.GetEnvironmentVariable("Tables__ConnectionString") ?? "Embedded=" + Directory.CreateTempSubdirectory("trading-tables-").FullName);
}
