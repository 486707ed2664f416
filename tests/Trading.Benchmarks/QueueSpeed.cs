using System.Diagnostics;
using System.Globalization;
using Azure.Messaging.ServiceBus;
using Trading.Embedded;

namespace Trading.Benchmarks;

/// <summary>Messages of the size of a signal.</summary>
internal static class QueueSpeed
{
    private const int Messages = 20_000;

    public static async Task RunAsync(EmbeddedPlatform platform)
    {
        await using var client = new ServiceBusClient(platform.ConnectionString);
        await using var sender = client.CreateSender("speed");
        await using var receiver = client.CreateReceiver("speed");
        await Measure.RateAsync("queues.round.one", 500, async i =>
        {
            await sender.SendMessageAsync(Message(i));
            await receiver.CompleteMessageAsync(await receiver.ReceiveMessageAsync());
        });
        await Measure.RateAsync("queues.send.64", Messages, i => sender.SendMessageAsync(Message(i)), 64);
        await ReceiveAsync(client, Messages + (Messages / 10));
    }

    private static async Task ReceiveAsync(ServiceBusClient client, int count)
    {
        var handled = 0;
        var all = new TaskCompletionSource();
        await using var processor = client.CreateProcessor("speed", new ServiceBusProcessorOptions { MaxConcurrentCalls = 64 });
        processor.ProcessMessageAsync += _ =>
        {
            if (Interlocked.Increment(ref handled) == count)
                all.TrySetResult();
            return Task.CompletedTask;
        };
        processor.ProcessErrorAsync += args =>
        {
            all.TrySetException(args.Exception);
            return Task.CompletedTask;
        };
        var watch = Stopwatch.StartNew();
        await processor.StartProcessingAsync();
        await all.Task;
        Measure.Print("queues.receive.64", count / watch.Elapsed.TotalSeconds, "/s");
        await processor.StopProcessingAsync();
    }

    private static ServiceBusMessage Message(int i) =>
        new(new string('x', 300)) { MessageId = i.ToString(CultureInfo.InvariantCulture), Subject = "signal" };
}
