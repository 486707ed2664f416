using Azure;
using Azure.Core;
using Azure.Messaging.ServiceBus;
using Trading.Embedded.ServiceBus;

namespace Trading.Embedded.Tests.ServiceBus;

/// <summary>Queues across restarts, and between two processes on one data folder.</summary>
public sealed class ProcessTests : IDisposable
{
    private const string Queue = "signals";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(300);
    private readonly TemporaryPlatform platform = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => platform.Dispose();

    [Fact]
    public async Task What_was_sent_scheduled_or_dead_lettered_is_there_after_a_restart()
    {
        await using (var client = new ServiceBusClient(platform.ConnectionString))
        {
            var sender = client.CreateSender(Queue);
            await sender.SendMessagesAsync([new ServiceBusMessage("dead"), new ServiceBusMessage("alive") { MessageId = "m" }], Token);
            await sender.ScheduleMessageAsync(new ServiceBusMessage("later"), DateTimeOffset.UtcNow.AddHours(1), Token);
            var receiver = client.CreateReceiver(Queue);
            await receiver.DeadLetterMessageAsync(await receiver.ReceiveMessageAsync(Patience, Token), "Why", null, Token);
        }

        platform.Restart();

        Assert.Equal(new QueueCounts(1, 0, 1, 1), EmbeddedQueues.Count(platform.Current, Queue));
        await using var again = new ServiceBusClient(platform.ConnectionString);
        var message = await again.CreateReceiver(Queue).ReceiveMessageAsync(Patience, Token);
        Assert.Equal(("alive", "m", 1), (message.Body.ToString(), message.MessageId, message.DeliveryCount));
    }

    [Fact]
    public async Task What_a_dead_process_had_locked_is_delivered_again_at_once_and_counted()
    {
        await using (var client = new ServiceBusClient(platform.ConnectionString))
        {
            await client.CreateSender(Queue).SendMessageAsync(new ServiceBusMessage("1"), Token);
            Assert.NotNull(await client.CreateReceiver(Queue).ReceiveMessageAsync(Patience, Token));
        }

        platform.Restart();

        await using var again = new ServiceBusClient(platform.ConnectionString);
        Assert.Equal(2, (await again.CreateReceiver(Queue).ReceiveMessageAsync(Patience, Token)).DeliveryCount);
    }

    [Fact]
    public void The_sign_of_life_of_a_dead_process_is_swept_up()
    {
        var folder = platform.Current.DataFolder;
        var leftBehind = Path.Combine(folder, ".process-0123456789abcdef0123456789abcdef");
        File.WriteAllText(leftBehind, "");

        using var other = new OtherProcess(platform);

        Assert.False(File.Exists(leftBehind));
        Assert.Equal(2, Directory.GetFiles(folder, ".process-*").Length);
    }

    [Fact]
    public async Task What_a_living_process_has_locked_stays_locked_when_another_starts()
    {
        await using var client = new ServiceBusClient(platform.ConnectionString);
        await client.CreateSender(Queue).SendMessageAsync(new ServiceBusMessage("1"), Token);
        var receiver = client.CreateReceiver(Queue);
        var message = await receiver.ReceiveMessageAsync(Patience, Token);

        using var other = new OtherProcess(platform);

        Assert.Empty(await other.Signals.ReceiveAsync(SubQueue.None, ServiceBusReceiveMode.PeekLock, 1, Moment, Token));
        await receiver.CompleteMessageAsync(message, Token);
    }

    [Fact]
    public async Task A_receiver_is_woken_by_another_process()
    {
        await using var client = new ServiceBusClient(platform.ConnectionString);
        using var other = new OtherProcess(platform);
        var waiting = other.Signals.ReceiveAsync(SubQueue.None, ServiceBusReceiveMode.PeekLock, 10, Patience, Token);

        await client.CreateSender(Queue).SendMessageAsync(new ServiceBusMessage("1"), Token);

        var message = Assert.Single(await waiting);
        await other.Signals.CompleteAsync(SubQueue.None, message);
        Assert.Null(await client.CreateReceiver(Queue).ReceiveMessageAsync(Moment, Token));
    }

    [Fact]
    public async Task Receivers_in_two_processes_share_the_work_and_nothing_is_done_twice()
    {
        await using var client = new ServiceBusClient(platform.ConnectionString);
        using var other = new OtherProcess(platform);
        var sender = client.CreateSender(Queue);
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => sender.SendMessageAsync(new ServiceBusMessage($"{i}"), Token)));
        var here = platform.Current.Feature(QueueService.Of).Open(Queue);

        var done = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => DrainAsync(i % 2 == 0 ? here : other.Signals), Token)));

        Assert.Equal(Enumerable.Range(0, 200), done.SelectMany(bodies => bodies).Order());
        Assert.Equal(new QueueCounts(0, 0, 0, 0), EmbeddedQueues.Count(platform.Current, Queue));
    }

    [Fact]
    public void Topics_and_namespaces_of_azure_are_refused()
    {
        var client = new ServiceBusClient(platform.ConnectionString, new ServiceBusClientOptions());
        TokenCredential token = DelegatedTokenCredential.Create((_, _) => default);

        Assert.Contains("no topics", Assert.Throws<NotSupportedException>(() => client.CreateReceiver("topic", "subscription")).Message, StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => client.CreateReceiver("topic", "subscription", new ServiceBusReceiverOptions()));
        Assert.Throws<NotSupportedException>(() => client.CreateProcessor("topic", "subscription"));
        Assert.Throws<NotSupportedException>(() => client.CreateProcessor("topic", "subscription", new ServiceBusProcessorOptions()));
        Assert.Throws<ArgumentException>(() => client.CreateSender("not a queue"));
        Assert.Contains(
            "AzurePackages=nuget", Assert.Throws<NotSupportedException>(() => new ServiceBusClient("Endpoint=sb://x.servicebus.windows.net/;SharedAccessKeyName=k;SharedAccessKey=v")).Message,
            StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => new ServiceBusClient("x.servicebus.windows.net", token));
        Assert.Throws<NotSupportedException>(() => new ServiceBusClient("x.servicebus.windows.net", token, new ServiceBusClientOptions()));
        Assert.Throws<NotSupportedException>(() => new ServiceBusClient("x.servicebus.windows.net", new AzureSasCredential("s")));
        Assert.Throws<NotSupportedException>(() => new ServiceBusClient("x.servicebus.windows.net", new AzureNamedKeyCredential("n", "k")));
    }

    private static async Task<List<int>> DrainAsync(MessageQueue queue)
    {
        var bodies = new List<int>();
        while (await queue.ReceiveAsync(SubQueue.None, ServiceBusReceiveMode.PeekLock, 7, Moment, Token) is { Count: > 0 } messages)
        {
            await Task.WhenAll(messages.Select(message => queue.CompleteAsync(SubQueue.None, message)));
            bodies.AddRange(messages.Select(message => int.Parse(message.Body.ToString(), System.Globalization.CultureInfo.InvariantCulture)));
        }

        return bodies;
    }

    private sealed class OtherProcess(TemporaryPlatform platform) : IDisposable
    {
        private readonly SecondProcess process = new(platform.Current);

        public MessageQueue Signals => process.Platform.Feature(QueueService.Of).Open(Queue);

        public void Dispose() => process.Dispose();
    }
}
