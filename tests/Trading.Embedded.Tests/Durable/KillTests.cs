using System.Diagnostics;
using System.Text.Json;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using Trading.Embedded.Durable;

namespace Trading.Embedded.Tests.Durable;

/// <summary>A real process on a real folder, killed again and again while it works.</summary>
public sealed class KillTests(ITestOutputHelper output) : IDisposable
{
    private const int Kills = 25;
    private const int Seed = 20240102;

    private readonly string folder = Directory.CreateTempSubdirectory("durable-kill-").FullName;

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    private string JournalPath => Path.Combine(folder, "journal.txt");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task However_often_the_process_is_killed_no_step_is_lost_and_no_recorded_activity_runs_again()
    {
        var random = new Random(Seed);
        output.WriteLine($"Seed {Seed}");
        var recorded = new HashSet<string>(StringComparer.Ordinal);
        var journalRead = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            using (var process = Begin("work"))
            {
                // Now and then as soon as it is ready: while it replays what the one before left.
                await ReadyAsync(process);
                if (kill % 5 != 4)
                    await JournalGrowsAsync(process, by: random.Next(1, 200));
                process.Kill();
                await process.WaitForExitAsync(Ended);
            }

            journalRead = NothingRecordedRanAgain(recorded, journalRead);
            recorded.UnionWith(ReadRecorded());
        }

        using (var last = Begin("finish"))
        {
            await last.WaitForExitAsync(Ended).WaitAsync(TimeSpan.FromMinutes(5), Ended);
            Assert.Equal(0, last.ExitCode);
        }

        NothingRecordedRanAgain(recorded, journalRead);
        await EverythingStartedHasEndedAsync();
        output.WriteLine($"{recorded.Count} results were recorded at the kills, {File.ReadLines(JournalPath).Count()} lines are in the journal.");
        Assert.True(recorded.Count > Kills, $"Only {recorded.Count} results were recorded: the processes were killed before they worked.");
    }

    private async Task EverythingStartedHasEndedAsync()
    {
        using var platform = EmbeddedPlatform.Start(new EmbeddedOptions { DataFolder = Path.Combine(folder, "data") });
        await using var engine = new DurableEngine(platform, NullLoggerFactory.Instance, new DurableEngineOptions());
        var lines = await File.ReadAllLinesAsync(JournalPath, Ended);
        var ran = lines.Where(line => line.StartsWith("ran ", StringComparison.Ordinal)).Select(line => line[4..]).ToHashSet(StringComparer.Ordinal);
        var started = lines.Where(line => line.StartsWith("started ", StringComparison.Ordinal)).Select(line => line[8..]).ToList();
        Assert.NotEmpty(started);
        foreach (var id in started)
        {
            var instance = await engine.Client.GetInstanceAsync(id, true, Ended);
            Assert.Equal(OrchestrationRuntimeStatus.Completed, instance?.RuntimeStatus);
            Assert.Equal($"{id}/1/first {id}/1/leg0 {id}/1/leg1 {id}/1/leg2 {id} {id}/1 on purpose {id}/1/last", instance!.ReadOutputAs<string>());
            foreach (var round in new[] { 0, 1 })
                Assert.All(["first", "leg0", "leg1", "leg2", "last"], (string step) => Assert.Contains($"{id}/{round}/{step}", ran));
        }

        foreach (var table in new[] { "durable_inbox", "durable_timers", "durable_activities" })
            Assert.Equal(0L, platform.Store.Read(session => session.Scalar($"SELECT count(*) FROM {table}")));
    }

    /// <summary>Reads on in the journal; what stands there now was run after <paramref name="recorded"/> was read.</summary>
    private int NothingRecordedRanAgain(HashSet<string> recorded, int journalRead)
    {
        if (!File.Exists(JournalPath))
            return journalRead;
        var lines = File.ReadAllLines(JournalPath);
        foreach (var line in lines.Skip(journalRead))
        {
            if (line.StartsWith("ran ", StringComparison.Ordinal))
                Assert.False(recorded.Contains(line[4..]), $"'{line[4..]}' was recorded and ran again (seed {Seed}).");
        }

        return lines.Length;
    }

    /// <summary>The results of activities that the store holds, whether an episode has taken them in or not.</summary>
    private List<string> ReadRecorded()
    {
        using var platform = EmbeddedPlatform.Start(new EmbeddedOptions { DataFolder = Path.Combine(folder, "data") });
        if (platform.Store.Read(session => session.Scalar("SELECT 1 FROM sqlite_master WHERE name = 'durable_inbox'")) is null)
            return [];
        var messages = platform.Store.Read(session => session.Query("SELECT message FROM durable_inbox", row => row.GetString(0)));
        var episodes = platform.Store.Read(session => session.Query("SELECT record FROM durable_history", row => row.GetString(0)));
        return
        [
            .. messages.Select(text => JsonDocument.Parse(text).RootElement)
                .Concat(episodes.SelectMany(text => JsonDocument.Parse(text).RootElement.GetProperty("messages").EnumerateArray()))
                .Where(message => message.GetProperty("kind").GetString() == "completed" && message.TryGetProperty("result", out _))
                .Select(message => JsonSerializer.Deserialize<string>(message.GetProperty("result").GetString()!)!)
                .Where(result => result.Contains('/', StringComparison.Ordinal)),
        ];
    }

    private static async Task ReadyAsync(Process process) =>
        Assert.Equal("ready", await process.StandardOutput.ReadLineAsync(Ended).AsTask().WaitAsync(TimeSpan.FromMinutes(2), Ended));

    /// <summary>Waits for lines, so that a slow machine kills at the same stage of the work as a fast one.</summary>
    private async Task JournalGrowsAsync(Process process, int by)
    {
        const int BytesALine = 18;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ended);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        var journal = new FileInfo(JournalPath);
        var until = journal.Length + (by * BytesALine);
        while (journal.Length < until)
        {
            Assert.False(process.HasExited, "The process ended by itself.");
            await Task.Delay(1, limit.Token);
            journal.Refresh();
        }
    }

    private Process Begin(string mode)
    {
        var host = Path.Combine(AppContext.BaseDirectory, "Trading.Embedded.KillHost.dll");
        var start = new ProcessStartInfo("dotnet", [host, "durable", Path.Combine(folder, "data"), JournalPath, mode]) { RedirectStandardOutput = true };
        return Process.Start(start)!;
    }
}
