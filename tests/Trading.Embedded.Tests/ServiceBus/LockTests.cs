using Azure.Messaging.ServiceBus;
using Trading.Embedded.ServiceBus;

namespace Trading.Embedded.Tests.ServiceBus;

/// <summary>Locks, schedules and lifetimes, on a clock that the test moves.</summary>
public sealed class LockTests : IAsyncDisposable
{
    private const string Queue = "signals";
    private static readonly TimeSpan LockDuration = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly ManualClock clock = new(new DateTimeOffset(2024, 1, 2, 9, 30, 0, TimeSpan.Zero));
    private readonly TemporaryPlatform platform;
    private readonly ServiceBusClient client;
    private readonly ServiceBusReceiver receiver;
    private readonly ServiceBusSender sender;

    public LockTests()
    {
        platform = new TemporaryPlatform(clock);
        client = new ServiceBusClient(platform.ConnectionString);
        receiver = client.CreateReceiver(Queue);
        sender = client.CreateSender(Queue);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await client.DisposeAsync();
        platform.Dispose();
    }

    [Fact]
    public async Task A_message_whose_lock_ran_out_is_delivered_again_and_the_first_receiver_can_not_complete_it()
    {
        await sender.SendMessageAsync(new ServiceBusMessage("1"), Token);
        var first = await receiver.ReceiveMessageAsync(null, Token);
        Assert.Equal(clock.GetUtcNow() + LockDuration, first.LockedUntil);

        clock.Advance(LockDuration);
        var second = await receiver.ReceiveMessageAsync(null, Token);

        Assert.Equal((1, 2), (first.DeliveryCount, second.DeliveryCount));
        var error = await Assert.ThrowsAsync<ServiceBusException>(() => receiver.CompleteMessageAsync(first, Token));
        Assert.Equal((ServiceBusFailureReason.MessageLockLost, Queue), (error.Reason, error.EntityPath));
        await Assert.ThrowsAsync<ServiceBusException>(() => receiver.AbandonMessageAsync(first, null, Token));
        await Assert.ThrowsAsync<ServiceBusException>(() => receiver.DeadLetterMessageAsync(first, "late", null, Token));
        await receiver.CompleteMessageAsync(second, Token);
    }

    [Fact]
    public async Task A_lock_that_ran_out_is_lost_though_nobody_else_came()
    {
        await sender.SendMessageAsync(new ServiceBusMessage("1"), Token);
        var message = await receiver.ReceiveMessageAsync(null, Token);

        clock.Advance(LockDuration);

        await Assert.ThrowsAsync<ServiceBusException>(() => receiver.RenewMessageLockAsync(message, Token));
        await Assert.ThrowsAsync<ServiceBusException>(() => receiver.CompleteMessageAsync(message, Token));
    }

    [Fact]
    public async Task A_renewed_lock_outlasts_the_first_minute()
    {
        await sender.SendMessageAsync(new ServiceBusMessage("1"), Token);
        var message = await receiver.ReceiveMessageAsync(null, Token);
        clock.Advance(LockDuration / 2);
        await receiver.RenewMessageLockAsync(message, Token);

        clock.Advance(LockDuration / 2);

        await receiver.CompleteMessageAsync(message, Token);
        Assert.Equal(new QueueCounts(0, 0, 0, 0), EmbeddedQueues.Count(platform.Current, Queue));
    }

    [Fact]
    public async Task A_waiting_receiver_wakes_when_a_lock_runs_out()
    {
        await sender.SendMessageAsync(new ServiceBusMessage("1"), Token);
        await receiver.ReceiveMessageAsync(null, Token);
        var waiting = receiver.ReceiveMessageAsync(TimeSpan.FromMinutes(5), Token);

        clock.Advance(LockDuration);

        Assert.Equal(2, (await waiting.WaitAsync(Patience, Token)).DeliveryCount);
    }

    [Fact]
    public async Task A_waiting_receiver_wakes_when_a_scheduled_message_is_due()
    {
        await sender.ScheduleMessageAsync(new ServiceBusMessage("tomorrow"), clock.GetUtcNow().AddDays(1), Token);
        var waiting = receiver.ReceiveMessageAsync(TimeSpan.FromDays(2), Token);

        clock.Advance(TimeSpan.FromDays(1));

        var message = await waiting.WaitAsync(Patience, Token);
        Assert.Equal(("tomorrow", clock.GetUtcNow()), (message.Body.ToString(), message.EnqueuedTime));
    }

    [Fact]
    public async Task A_receiver_gives_up_when_its_time_is_over()
    {
        var waiting = receiver.ReceiveMessageAsync(TimeSpan.FromMinutes(3), Token);

        clock.Advance(TimeSpan.FromMinutes(3));

        Assert.Null(await waiting.WaitAsync(Patience, Token));
    }

    [Fact]
    public async Task A_message_whose_lock_ran_out_ten_times_is_dead_lettered()
    {
        await sender.SendMessageAsync(new ServiceBusMessage("1"), Token);
        for (var i = 0; i < 10; i++)
        {
            Assert.NotNull(await receiver.ReceiveMessageAsync(null, Token));
            clock.Advance(LockDuration);
        }

        Assert.Null(await ReceiveNowAsync());
        Assert.Equal(new QueueCounts(0, 0, 0, 1), EmbeddedQueues.Count(platform.Current, Queue));
    }

    [Fact]
    public async Task A_deferred_message_whose_lock_ran_out_is_deferred_again()
    {
        await sender.SendMessageAsync(new ServiceBusMessage("1"), Token);
        var message = await receiver.ReceiveMessageAsync(null, Token);
        await receiver.DeferMessageAsync(message, null, Token);
        await receiver.ReceiveDeferredMessageAsync(message.SequenceNumber, Token);

        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Null(await ReceiveNowAsync());
        Assert.Equal(3, (await receiver.ReceiveDeferredMessageAsync(message.SequenceNumber, Token)).DeliveryCount);
    }

    [Fact]
    public async Task A_deferred_message_expires_when_it_is_asked_for()
    {
        await sender.SendMessageAsync(new ServiceBusMessage("1") { TimeToLive = TimeSpan.FromMinutes(10) }, Token);
        var message = await receiver.ReceiveMessageAsync(null, Token);
        await receiver.DeferMessageAsync(message, null, Token);

        clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Null(await ReceiveNowAsync());
        Assert.Equal(new QueueCounts(0, 0, 0, 0, Deferred: 1), EmbeddedQueues.Count(platform.Current, Queue));
        var error = await Assert.ThrowsAsync<ServiceBusException>(() => receiver.ReceiveDeferredMessageAsync(message.SequenceNumber, Token));
        Assert.Equal(ServiceBusFailureReason.MessageNotFound, error.Reason);
        Assert.Equal(new QueueCounts(0, 0, 0, 0), EmbeddedQueues.Count(platform.Current, Queue));
    }

    [Fact]
    public async Task An_expired_message_is_gone_but_not_from_the_dead_letters()
    {
        var soon = TimeSpan.FromMinutes(10);
        await sender.SendMessagesAsync([new ServiceBusMessage("dead") { TimeToLive = soon }, new ServiceBusMessage("stale") { TimeToLive = soon }], Token);
        await receiver.DeadLetterMessageAsync(await receiver.ReceiveMessageAsync(null, Token), "Why", null, Token);

        clock.Advance(soon);

        Assert.Null(await ReceiveNowAsync());
        await using var dead = client.CreateReceiver(Queue + "/$DeadLetterQueue");
        Assert.Equal("dead", (await dead.ReceiveMessageAsync(null, Token)).Body.ToString());
        await Assert.ThrowsAsync<InvalidOperationException>(() => dead.DeadLetterMessageAsync(ServiceBusModelFactory.ServiceBusReceivedMessage(), "Again", null, Token));
    }

    [Fact]
    public async Task A_processor_renews_the_lock_while_its_handler_runs()
    {
        var started = new TaskCompletionSource();
        var finish = new TaskCompletionSource();
        await using var processor = client.CreateProcessor(Queue, new ServiceBusProcessorOptions { MaxConcurrentCalls = 2 });
        var deliveries = 0;
        processor.ProcessMessageAsync += async _ =>
        {
            Interlocked.Increment(ref deliveries);
            started.TrySetResult();
            await finish.Task;
        };
        processor.ProcessErrorAsync += args =>
        {
            started.TrySetException(args.Exception);
            return Task.CompletedTask;
        };
        await processor.StartProcessingAsync(Token);
        await sender.SendMessageAsync(new ServiceBusMessage("slow"), Token);
        await started.Task.WaitAsync(Patience, Token);

        try
        {
            for (var until = clock.GetUtcNow().AddMinutes(3); clock.GetUtcNow() < until;)
            {
                clock.Advance(LockDuration / 12);
                // The renewal may have been set late, because time passed before its thread ran: time goes on slowly until it comes.
                await UntilAsync(() =>
                {
                    if (LockedUntil() > clock.GetUtcNow() + LockDuration / 6)
                        return true;
                    clock.Advance(TimeSpan.FromMilliseconds(1));
                    Assert.True(LockedUntil() > clock.GetUtcNow(), "The lock ran out while the handler was running.");
                    return false;
                });
            }
        }
        finally
        {
            finish.SetResult();
        }

        await processor.StopProcessingAsync(Token);
        Assert.Equal(1, deliveries);
        Assert.Equal(new QueueCounts(0, 0, 0, 0), EmbeddedQueues.Count(platform.Current, Queue));
    }

    [Fact]
    public async Task A_queue_can_have_shorter_locks_and_fewer_deliveries()
    {
        await EmbeddedQueues.ConfigureAsync(platform.Current, Queue, TimeSpan.FromSeconds(5), maxDeliveryCount: 1);
        await sender.SendMessageAsync(new ServiceBusMessage("1"), Token);
        var message = await receiver.ReceiveMessageAsync(null, Token);

        Assert.Equal(clock.GetUtcNow().AddSeconds(5), message.LockedUntil);
        await receiver.AbandonMessageAsync(message, null, Token);

        Assert.Equal(new QueueCounts(0, 0, 0, 1), EmbeddedQueues.Count(platform.Current, Queue));
    }

    private DateTimeOffset LockedUntil() =>
        new(platform.Current.Store.Read(session => (long)session.Scalar("SELECT due FROM queue_message")!), TimeSpan.Zero);

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!condition())
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private async Task<ServiceBusReceivedMessage?> ReceiveNowAsync()
    {
        var waiting = receiver.ReceiveMessageAsync(TimeSpan.FromSeconds(1), Token);
        clock.Advance(TimeSpan.FromSeconds(1));
        return await waiting.WaitAsync(Patience, Token);
    }
}
