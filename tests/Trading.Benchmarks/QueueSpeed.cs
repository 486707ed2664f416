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
        await RoundsAsync(sender, receiver, 100);
        foreach (var handlers in (int[])[16, 64])
        {
            await Measure.RateAsync($"queues.send.{handlers}", Messages, i => sender.SendMessageAsync(Message(i)), handlers);
            await ReceiveAsync(client, Messages + (Messages / 10), handlers);
        }
    }

    // Whole rounds of messages that travel together: sent at once, received at once, each completed by a call of its own.
    private static async Task RoundsAsync(ServiceBusSender sender, ServiceBusReceiver receiver, int together)
    {
        async Task RoundAsync(int _)
        {
            await sender.SendMessagesAsync(Enumerable.Range(0, together).Select(Message));
            for (var left = together; left > 0;)
            {
                var messages = await receiver.ReceiveMessagesAsync(left);
                left -= messages.Count;
                await Task.WhenAll(messages.Select(message => receiver.CompleteMessageAsync(message)));
            }
        }

        await Measure.RateAsync($"queues.round.{together}", 200, RoundAsync, each: together);
    }

    private static async Task ReceiveAsync(ServiceBusClient client, int count, int handlers)
    {
        var handled = 0;
        var all = new TaskCompletionSource();
        await using var processor = client.CreateProcessor("speed", new ServiceBusProcessorOptions { MaxConcurrentCalls = handlers });
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
        Measure.Print($"queues.receive.{handlers}", count / watch.Elapsed.TotalSeconds, "/s");
        await processor.StopProcessingAsync();
    }

    private static ServiceBusMessage Message(int i) =>
        new(new string('x', 300)) { MessageId = i.ToString(CultureInfo.InvariantCulture), Subject = "signal" };
}
