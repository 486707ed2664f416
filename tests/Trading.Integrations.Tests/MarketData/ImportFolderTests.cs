using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Trading.Application.MarketData;
using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Integrations.MarketData;

namespace Trading.Integrations.Tests.MarketData;

public sealed class ImportFolderTests
{
    private const string Csv = "timestamp,open,high,low,close,volume\n2024-01-02,1,2,1,2,5\n2024-01-03,2,3,2,3,5\n";
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly string folder = Directory.CreateTempSubdirectory("trading-import-").FullName;
    private readonly ServiceProvider services;

    public ImportFolderTests()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["ImportFolder"] = folder }).Build();
        services = new ServiceCollection().AddSingleton<IConfiguration>(settings).AddSingleton(TestTables.New()).AddSingleton(TimeProvider.System)
            .AddLogging().AddMarketDataUseCases().AddMarketDataStores().BuildServiceProvider();
    }

    [Fact]
    public async Task A_complete_file_is_imported_and_moved_and_its_indicators_are_computed()
    {
        Put("US.SPY.1d.csv", Csv);

        Assert.Empty(await PassAsync());   // it might still be written
        var changed = await PassAsync();

        Assert.Equal(["US:SPY|1d"], changed.Select(key => key.ToString()));
        Assert.Equal(2, (await FindAsync("SPY"))!.Count);
        Assert.Empty(Directory.GetFiles(folder));
        Assert.EndsWith("-US.SPY.1d.csv", Assert.Single(Directory.GetFiles(Path.Combine(folder, "done"))), StringComparison.Ordinal);
        var snapshot = Assert.Single(await services.GetRequiredService<IIndicatorSnapshots>().ListAsync(Market.US, Interval.OneDay, Cancel));
        Assert.Equal((3.0, true), (snapshot.Close, double.IsNaN(snapshot.Values["ma_20"])));
    }

    [Fact]
    public async Task A_file_that_grows_is_left_alone()
    {
        Put("US.SPY.1d.csv", Csv[..60]);
        await PassAsync();
        Put("US.SPY.1d.csv", Csv);

        var changed = await PassAsync();

        Assert.Empty(changed);
        Assert.Single(Directory.GetFiles(folder));
    }

    [Theory]
    [InlineData("US.SPY.1d.csv", "timestamp,open,high,low,close,volume\n2024-01-02,1,2,1,2,5\n2024-01-03,bad,3,2,3,5\n", "line 3: open is 'bad'")]
    [InlineData("SPY.csv", Csv, "US.SPY.1d.csv")]
    [InlineData("MARS.SPY.1d.csv", Csv, "The name")]
    public async Task A_bad_file_is_moved_with_a_report_beside_it_and_stores_nothing(string name, string csv, string report)
    {
        Put(name, csv);
        await PassAsync();
        await PassAsync();

        Assert.Null(await FindAsync("SPY"));
        Assert.Empty(Directory.GetFiles(folder));
        var failed = Directory.GetFiles(Path.Combine(folder, "failed")).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(2, failed.Count);
        Assert.Contains(report, await File.ReadAllTextAsync(failed[1], Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_imported_again_after_a_crash_changes_nothing()
    {
        Put("US.BRK.B.1d.csv", Csv);
        await PassAsync();
        await PassAsync();
        Put("US.BRK.B.1d.csv", Csv);   // as if the process had died before it moved the file
        await PassAsync();

        var changed = await PassAsync();

        Assert.Empty(changed);
        Assert.Equal(2, (await FindAsync("BRK.B"))!.Count);
        Assert.Equal(2, Directory.GetFiles(Path.Combine(folder, "done")).Length);
    }

    private void Put(string name, string csv) => File.WriteAllText(Path.Combine(folder, name), csv);

    private Task<IReadOnlyList<BarKey>> PassAsync() => services.GetRequiredService<ImportFolderHandler>().HandleAsync(Cancel);

    private Task<BarCoverage?> FindAsync(string symbol) =>
        services.GetRequiredService<IBarStore>().FindAsync(new BarKey(InstrumentId.Create(Market.US, symbol), Interval.OneDay), Cancel);
}
