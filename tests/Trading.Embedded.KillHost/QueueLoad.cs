using System.Globalization;
using Azure.Messaging.ServiceBus;
using Trading.Embedded.ServiceBus;

namespace Trading.Embedded.KillHost;

/// <summary>A process that works on a queue until it is killed, or until the queue is empty.</summary>
internal static class QueueLoad
{
    private const string Queue = "load";

    /// <summary>Receives forever, each message to a line of output; completes none.</summary>
    public static async Task HoldAsync(string folder)
    {
        using var platform = EmbeddedPlatform.Start(new EmbeddedOptions { DataFolder = folder });
        await using var client = new ServiceBusClient(platform.ConnectionString);
        await using var receiver = client.CreateReceiver(Queue);
        await Console.Out.WriteLineAsync("ready");
        await foreach (var message in receiver.ReceiveMessagesAsync())
            await Console.Out.WriteLineAsync(message.Body.ToString());
    }

    /// <summary>Sends numbers and handles them at the same time; the journal gets each step after it is acknowledged.</summary>
    public static async Task RunAsync(string folder, string journalPath, bool finish)
    {
        using var platform = EmbeddedPlatform.Start(new EmbeddedOptions { DataFolder = folder });
        await using var client = new ServiceBusClient(platform.ConnectionString);
        await using var sender = client.CreateSender(Queue);
        await using var processor = client.CreateProcessor(Queue, new ServiceBusProcessorOptions { MaxConcurrentCalls = 8, AutoCompleteMessages = false });
        await using var journal = new Journal(journalPath);
        processor.ProcessErrorAsync += args => Console.Error.WriteLineAsync(args.Exception.ToString());
        processor.ProcessMessageAsync += async args =>
        {
            journal.Write($"got {args.Message.Body}");
            await args.CompleteMessageAsync(args.Message);
            journal.Write($"done {args.Message.Body}");
        };
        await processor.StartProcessingAsync();
        await Console.Out.WriteLineAsync("ready");
        for (var number = 0; !finish; number++)
        {
            var body = string.Create(CultureInfo.InvariantCulture, $"{platform.ProcessId}-{number}");
            await sender.SendMessageAsync(new ServiceBusMessage(body));
            journal.Write($"sent {body}");
        }

        while (EmbeddedQueues.Count(platform, Queue) is { Ready: > 0 } or { Locked: > 0 })
            await Task.Delay(10);
        await processor.StopProcessingAsync();
    }
}
