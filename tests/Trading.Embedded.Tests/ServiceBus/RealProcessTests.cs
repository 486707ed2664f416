using System.Diagnostics;
using Azure.Messaging.ServiceBus;
using Trading.Embedded.ServiceBus;

namespace Trading.Embedded.Tests.ServiceBus;

/// <summary>Queues between real processes on one data folder, some of which are killed.</summary>
public sealed class RealProcessTests(ITestOutputHelper output) : IDisposable
{
    private const int Kills = 6;
    private const int Seed = 20240103;
    private const string Queue = "load";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly string folder = Directory.CreateTempSubdirectory("queue-kill-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string DataFolder => Path.Combine(folder, "data");

    private string JournalPath => Path.Combine(folder, "journal.txt");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_message_wakes_a_receiver_in_another_process_and_what_that_held_is_free_when_it_died()
    {
        using (var platform = EmbeddedPlatform.Start(new EmbeddedOptions { DataFolder = DataFolder }))
        {
            await using var client = new ServiceBusClient(platform.ConnectionString);
            using var other = Begin("hold", DataFolder);
            await ReadAsync(other, "ready");
            for (var i = 0; i < 10; i++)
            {
                await client.CreateSender(Queue).SendMessageAsync(new ServiceBusMessage($"{i}"), Token);
                var since = Stopwatch.GetTimestamp();
                await ReadAsync(other, $"{i}");
                output.WriteLine($"Message {i} was with the other process {Stopwatch.GetElapsedTime(since).TotalMilliseconds:F1} ms after it was sent.");
            }

            Assert.Equal(10, EmbeddedQueues.Count(platform, Queue).Locked);
            other.Kill();
            await other.WaitForExitAsync(Token);
        }

        using var next = EmbeddedPlatform.Start(new EmbeddedOptions { DataFolder = DataFolder });
        await using var again = new ServiceBusClient(next.ConnectionString);
        var messages = await again.CreateReceiver(Queue).ReceiveMessagesAsync(100, TimeSpan.FromSeconds(10), Token);
        Assert.Equal(Enumerable.Range(0, 10).Select(i => ($"{i}", 2)), messages.Select(message => (message.Body.ToString(), message.DeliveryCount)));
    }

    [Fact]
    public async Task However_often_a_process_is_killed_no_message_is_lost_and_none_comes_again_once_it_is_done()
    {
        var random = new Random(Seed);
        output.WriteLine($"Seed {Seed}");
        for (var kill = 0; kill < Kills; kill++)
        {
            using var process = Begin("queue", DataFolder, JournalPath, "work");
            await ReadAsync(process, "ready");
            await JournalGrowsAsync(process, by: random.Next(20_000, 60_000));
            process.Kill();
            await process.WaitForExitAsync(Token);
        }

        using (var last = Begin("queue", DataFolder, JournalPath, "finish"))
        {
            await last.WaitForExitAsync(Token).WaitAsync(Patience, Token);
            Assert.Equal(0, last.ExitCode);
        }

        var lines = (await File.ReadAllLinesAsync(JournalPath, Token)).Select(line => line.Split(' ')).Where(line => line.Length == 2).ToList();
        var got = lines.Where(line => line[0] == "got").Select(line => line[1]).ToHashSet(StringComparer.Ordinal);
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            Assert.False(line[0] == "got" && done.Contains(line[1]), $"'{line[1]}' was done and came again (seed {Seed}).");
            if (line[0] == "done")
                done.Add(line[1]);
        }

        Assert.All(lines.Where(line => line[0] == "sent"), line => Assert.Contains(line[1], got));
        Assert.True(done.Count > 100, $"Only {done.Count} messages were handled: the processes were killed before they worked.");
        output.WriteLine($"{lines.Count(line => line[0] == "sent")} messages were sent, {done.Count} noted as done.");
    }

    private static async Task ReadAsync(Process process, string expected) =>
        Assert.Equal(expected, await process.StandardOutput.ReadLineAsync(Token).AsTask().WaitAsync(Patience, Token));

    private async Task JournalGrowsAsync(Process process, int by)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(Patience);
        var journal = new FileInfo(JournalPath);
        var until = journal.Length + by;
        while (journal.Length < until)
        {
            Assert.False(process.HasExited, "The process ended by itself.");
            await Task.Delay(1, limit.Token);
            journal.Refresh();
        }
    }

    private static Process Begin(params string[] arguments) => Process.Start(
        new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Trading.Embedded.KillHost.dll"), .. arguments]) { RedirectStandardOutput = true })!;
}
