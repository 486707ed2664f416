namespace Trading.Local.Tests.Commands;

public sealed class ImportCommandTests : IDisposable
{
    private readonly CommandFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_bad_file_ends_with_1_and_stores_nothing()
    {
        var data = Path.Combine(folder.Path, "data");

        var refused = await CommandRun.RunAsync("import", folder.Put("b.csv", CommandFolder.Bars + "2024-01-08,1,1,1,1\n"), "--market", "US", "--symbol", "SPY", "--interval", "1d", "--data", data);

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("line 6: 5 fields; expected 6", refused.Error, StringComparison.Ordinal);
    }
}
