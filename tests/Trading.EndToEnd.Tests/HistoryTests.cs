using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Trading.EndToEnd.Tests;

/// <summary>A server at home runs for years: what its orchestrations leave behind goes in time, what they did stays.</summary>
public sealed class HistoryTests : IDisposable
{
    private const string Csv = "timestamp,open,high,low,close,volume\n2020-01-02,1,2,1,2,10\n2020-01-03,2,3,2,3,10\n";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    private readonly DataFolder data = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task An_orchestration_that_ended_is_purged_after_the_days_it_is_kept_and_its_result_stays()
    {
        string old, young;
        await using (var trading = await TradingProcess.StartAsync(data.Path))
        {
            await trading.Client.PostCsvAsync("/api/market/US/SPY/bars?interval=1d", Csv, Cancel);
            old = await BacktestAsync(trading);
            young = await BacktestAsync(trading);
        }

        LetPass(old, days: 31);
        LetPass(young, days: 29);
        await using var later = await TradingProcess.StartAsync(data.Path);
        await FireAsync(later, "PurgeHistory");

        await later.UntilAsync("the old orchestration is gone", Limit, () => Task.FromResult(!Remains(old)));
        Assert.True(Remains(young));
        Assert.Equal("completed", (await later.Client.GetJsonAsync($"/api/backtests/{old}", Cancel)).Text("status"));
    }

    [Fact]
    public async Task Days_to_keep_that_are_none_are_refused_at_the_start()
    {
        await using var trading = TradingProcess.Start(
            data.Path, settings: new Dictionary<string, string> { ["History__KeepDays"] = "0" });

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => trading.HealthyAsync(Cancel));

        Assert.Contains("KeepDays", refused.Message, StringComparison.Ordinal);
    }

    private async Task<string> BacktestAsync(TradingProcess trading)
    {
        var draft = new
        {
            market = "US",
            symbols = new[] { "SPY" },
            interval = "1d",
            initialCash = "1000",
            strategy = new { entry = "close > 0", exit = "close < 0", sizing = new { kind = "allIn", wholeUnits = false } },
        };
        var id = (await trading.Client.PostJsonAsync("/api/backtests", draft, Cancel)).Text("id");
        await trading.UntilAsync(
            "the back-test is completed", Limit, async () => (await trading.Client.GetJsonAsync($"/api/backtests/{id}", Cancel)).Text("status") == "completed");
        // Its result is stored a moment before its orchestration ends, and only what has ended is purged.
        await trading.UntilAsync("its orchestration has ended", Limit, () => Task.FromResult(HasEnded(id)));
        return id;
    }

    private async Task FireAsync(TradingProcess trading, string timer)
    {
        await using var keys = File.OpenRead(Path.Combine(data.Path, "host-keys.json"));
        var master = (await JsonSerializer.DeserializeAsync<JsonElement>(keys, cancellationToken: Cancel)).Text("master");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/admin/functions/{timer}")
        {
            Headers = { { "x-functions-key", master } },
            Content = JsonContent.Create(new { }),
        };
        using var answer = await trading.Client.SendAsync(request, Cancel);
        answer.EnsureSuccessStatusCode();
    }

    // The days pass on paper: what the file says of the orchestration's beginning is moved back.
    private void LetPass(string instance, int days) =>
        Query("UPDATE durable_instances SET created = created - $ticks WHERE id = $id RETURNING 1", instance, TimeSpan.FromDays(days).Ticks);

    private bool Remains(string instance) => Query("SELECT count(*) FROM durable_instances WHERE id = $id AND $ticks = 0", instance, 0) == 1;

    private bool HasEnded(string instance) => Query("SELECT count(*) FROM durable_instances WHERE id = $id AND status = 1 AND $ticks = 0", instance, 0) == 1;

    private long Query(string sql, string instance, long ticks)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(data.Path, "trading.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are constants of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Parameters.AddWithValue("$id", instance);
        command.Parameters.AddWithValue("$ticks", ticks);
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
