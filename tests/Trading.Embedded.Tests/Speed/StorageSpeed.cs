using System.Diagnostics;
using System.Globalization;
using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;

namespace Trading.Embedded.Tests.Speed;

/// <summary>Figures for the documents, printed on request: <c>-explicit only -class Trading.Embedded.Tests.Speed.StorageSpeed</c>.</summary>
public sealed class StorageSpeed : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("speed-").FullName;
    private readonly EmbeddedPlatform platform;

    public StorageSpeed() => platform = EmbeddedPlatform.Start(new EmbeddedOptions { DataFolder = folder });

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        platform.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact(Explicit = true)]
    public async Task Tables()
    {
        var table = new TableClient(platform.ConnectionString, "speed");
        await table.CreateAsync(Token);
        await MeasureAsync("upsert, one after another", 500, i => table.UpsertEntityAsync(Order(i), TableUpdateMode.Replace, Token));
        await MeasureAsync("upsert, 64 at a time", 20_000, i => table.UpsertEntityAsync(Order(i), TableUpdateMode.Replace, Token), 64);
        await MeasureAsync("transaction of 100 upserts", 100, i => table.SubmitTransactionAsync(
            Enumerable.Range(0, 100).Select(j => new TableTransactionAction(TableTransactionActionType.UpsertReplace, Order(i * 100 + j))), Token));
        await MeasureAsync("point read, one after another", 50_000, i => table.GetEntityAsync<TableEntity>("owner", Key(i % 20_000), null, Token));
        await MeasureAsync("point read, 2 at a time", 50_000, i => table.GetEntityAsync<TableEntity>("owner", Key(i % 20_000), null, Token), 2);
        await MeasureAsync("query of 1,000", 20, async _ =>
        {
            await foreach (var page in table.QueryAsync<TableEntity>("PartitionKey eq 'owner'", 1000, null, Token).AsPages())
            {
                Assert.Equal(1000, page.Values.Count);
                break;
            }
        });
    }

    [Fact(Explicit = true)]
    public async Task Queues()
    {
        await using var client = new ServiceBusClient(platform.ConnectionString);
        var sender = client.CreateSender("speed");
        await MeasureAsync("send, one after another", 500, i => sender.SendMessageAsync(Message(i), Token));
        await MeasureAsync("send, 64 at a time", 20_000, i => sender.SendMessageAsync(Message(i), Token), 64);
        var handled = 0;
        var all = new TaskCompletionSource();
        await using var processor = client.CreateProcessor("speed", new ServiceBusProcessorOptions { MaxConcurrentCalls = 64 });
        processor.ProcessMessageAsync += _ =>
        {
            if (Interlocked.Increment(ref handled) == 20_500)
                all.TrySetResult();
            return Task.CompletedTask;
        };
        processor.ProcessErrorAsync += args =>
        {
            all.TrySetException(args.Exception);
            return Task.CompletedTask;
        };
        var watch = Stopwatch.StartNew();
        await processor.StartProcessingAsync(Token);
        await all.Task;
        Print("receive and complete, 64 handlers", 20_500, watch.Elapsed);
        await processor.StopProcessingAsync(Token);
        var receiver = client.CreateReceiver("speed");
        await MeasureAsync("send, receive, complete, one after another", 300, async i =>
        {
            await sender.SendMessageAsync(Message(i), Token);
            await receiver.CompleteMessageAsync(await receiver.ReceiveMessageAsync(null, Token), Token);
        });
    }

    private static string Key(int i) => i.ToString("000000", CultureInfo.InvariantCulture);

    private static TableEntity Order(int i) =>
        new("owner", Key(i)) { ["Symbol"] = "SPY", ["Side"] = "Buy", ["Units"] = 100L, ["Price"] = 501.25, ["State"] = "Working", ["At"] = DateTimeOffset.UnixEpoch, ["Version"] = i };

    private static ServiceBusMessage Message(int i) => new(new string('x', 300)) { MessageId = Key(i), Subject = "signal" };

    private static async Task MeasureAsync(string what, int count, Func<int, Task> call, int atATime = 1)
    {
        var watch = Stopwatch.StartNew();
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, atATime).Select(_ => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next))
                await call(i);
        })));
        Print(what, count, watch.Elapsed);
    }

    private static void Print(string what, int count, TimeSpan elapsed) =>
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {count / elapsed.TotalSeconds:N0}/s ({count} in {elapsed.TotalMilliseconds:N0} ms)"));
}
