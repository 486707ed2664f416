using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;

namespace Azure.Contracts.Tests.ServiceBus;

public sealed class ProcessorContract : Namespace
{
    [Fact]
    public async Task A_processor_completes_what_its_handler_finished()
    {
        var seen = new ConcurrentQueue<string>();
        var all = new TaskCompletionSource();
        await using var processor = Client.CreateProcessor(Queue);
        processor.ProcessMessageAsync += args =>
        {
            seen.Enqueue(args.Message.Body.ToString());
            if (seen.Count == 5)
                all.TrySetResult();
            return Task.CompletedTask;
        };
        processor.ProcessErrorAsync += Fail(all);
        await processor.StartProcessingAsync(Token);
        Assert.True(processor.IsProcessing);

        await Sender.SendMessagesAsync(Enumerable.Range(0, 5).Select(i => new ServiceBusMessage($"{i}")), Token);
        await all.Task.WaitAsync(Patience, Token);
        await processor.StopProcessingAsync(Token);

        Assert.Equal(["0", "1", "2", "3", "4"], seen);
        Assert.False(processor.IsProcessing);
        Assert.Null(await Receiver.PeekMessageAsync(null, Token));
    }

    [Fact]
    public async Task A_processor_gives_back_what_its_handler_failed_on_and_reports_it()
    {
        var second = new TaskCompletionSource<int>();
        var errors = new ConcurrentQueue<ProcessErrorEventArgs>();
        await using var processor = Client.CreateProcessor(Queue, new ServiceBusProcessorOptions());
        processor.ProcessMessageAsync += args =>
        {
            if (args.Message.DeliveryCount == 1)
                throw new InvalidOperationException("first time");
            second.TrySetResult(args.Message.DeliveryCount);
            return Task.CompletedTask;
        };
        processor.ProcessErrorAsync += args =>
        {
            errors.Enqueue(args);
            return Task.CompletedTask;
        };
        await Sender.SendMessageAsync(new ServiceBusMessage("1"), Token);

        await processor.StartProcessingAsync(Token);

        Assert.Equal(2, await second.Task.WaitAsync(Patience, Token));
        await processor.CloseAsync(Token);
        var error = Assert.Single(errors);
        Assert.Equal(("first time", ServiceBusErrorSource.ProcessMessageCallback, Queue), (error.Exception.Message, error.ErrorSource, error.EntityPath));
        Assert.True(processor.IsClosed);
    }

    [Fact]
    public async Task A_processor_that_deletes_what_it_receives_loses_what_its_handler_failed_on()
    {
        await Sender.SendMessagesAsync([new ServiceBusMessage("1"), new ServiceBusMessage("2")], Token);
        var handled = new System.Collections.Concurrent.ConcurrentQueue<string>();
        var both = new TaskCompletionSource();
        await using var processor = Client.CreateProcessor(Queue, new ServiceBusProcessorOptions { ReceiveMode = ServiceBusReceiveMode.ReceiveAndDelete });
        processor.ProcessErrorAsync += _ => Task.CompletedTask;
        processor.ProcessMessageAsync += args =>
        {
            handled.Enqueue(args.Message.Body.ToString());
            if (handled.Count == 2)
                both.TrySetResult();
            return Task.FromException(new InvalidOperationException("failed"));
        };
        await processor.StartProcessingAsync(Token);

        await both.Task.WaitAsync(Patience, Token);
        await processor.StopProcessingAsync(Token);

        Assert.Equal(["1", "2"], handled);
        Assert.Null(await Receiver.PeekMessageAsync(null, Token));
    }

    [Fact]
    public async Task A_handler_may_settle_its_message_itself()
    {
        var done = new TaskCompletionSource();
        await using var processor = Client.CreateProcessor(Queue, new ServiceBusProcessorOptions { AutoCompleteMessages = false });
        processor.ProcessMessageAsync += async args =>
        {
            Assert.Equal(Queue, args.EntityPath);
            await args.RenewMessageLockAsync(args.Message, args.CancellationToken);
            switch (args.Message.Body.ToString())
            {
                case "complete":
                    await args.CompleteMessageAsync(args.Message, args.CancellationToken);
                    break;
                case "abandon" when args.Message.DeliveryCount == 1:
                    await args.AbandonMessageAsync(args.Message, null, args.CancellationToken);
                    break;
                default:
                    await args.DeadLetterMessageAsync(args.Message, "Refused", "by its handler", args.CancellationToken);
                    done.TrySetResult();
                    break;
            }
        };
        processor.ProcessErrorAsync += Fail(done);
        await Sender.SendMessagesAsync([new ServiceBusMessage("complete"), new ServiceBusMessage("abandon")], Token);

        await processor.StartProcessingAsync(Token);
        await done.Task.WaitAsync(Patience, Token);
        await processor.StopProcessingAsync(Token);

        var dead = await ReceiveAsync(DeadLetters);
        Assert.Equal(("abandon", "Refused"), (dead.Body.ToString(), dead.DeadLetterReason));
        Assert.Null(await Receiver.PeekMessageAsync(null, Token));
    }

    [Fact]
    public async Task As_many_handlers_run_at_a_time_as_allowed_and_no_more()
    {
        var (now, most, ended) = (0, 0, 0);
        var four = new TaskCompletionSource();
        var all = new TaskCompletionSource();
        await using var processor = Client.CreateProcessor(Queue, new ServiceBusProcessorOptions { MaxConcurrentCalls = 4, MaxAutoLockRenewalDuration = TimeSpan.Zero });
        processor.ProcessMessageAsync += async _ =>
        {
            var running = Interlocked.Increment(ref now);
            InterlockedMax(ref most, running);
            if (running == 4)
                four.TrySetResult();
            await four.Task.WaitAsync(Patience, CancellationToken.None);
            Interlocked.Decrement(ref now);
            if (Interlocked.Increment(ref ended) == 20)
                all.TrySetResult();
        };
        processor.ProcessErrorAsync += Fail(all);
        await Sender.SendMessagesAsync(Enumerable.Range(0, 20).Select(i => new ServiceBusMessage($"{i}")), Token);

        await processor.StartProcessingAsync(Token);
        await all.Task.WaitAsync(Patience, Token);

        Assert.Equal(4, most);
    }

    [Fact]
    public async Task A_processor_that_stops_waits_for_its_handlers_and_tells_them()
    {
        var started = new TaskCompletionSource();
        var told = false;
        await using var processor = Client.CreateProcessor(
            Queue, new ServiceBusProcessorOptions { ReceiveMode = ServiceBusReceiveMode.ReceiveAndDelete, SubQueue = SubQueue.None });
        processor.ProcessMessageAsync += async args =>
        {
            var stop = new TaskCompletionSource();
            await using var registration = args.CancellationToken.Register(stop.SetResult);
            started.TrySetResult();
            await stop.Task.WaitAsync(Patience, CancellationToken.None);
            told = true;
        };
        processor.ProcessErrorAsync += Fail(started);
        await processor.StartProcessingAsync(Token);
        await Sender.SendMessageAsync(new ServiceBusMessage("1"), Token);
        await started.Task.WaitAsync(Patience, Token);

        await processor.StopProcessingAsync(Token);

        Assert.True(told);
    }

    [Fact]
    public async Task A_processor_needs_one_handler_of_each_kind()
    {
        await using var processor = Client.CreateProcessor(Queue);
        Func<ProcessMessageEventArgs, Task> handler = _ => Task.CompletedTask;
        processor.ProcessMessageAsync += handler;

        await Assert.ThrowsAsync<InvalidOperationException>(() => processor.StartProcessingAsync(Token));
        Assert.Throws<NotSupportedException>(() => processor.ProcessMessageAsync += _ => Task.CompletedTask);
        processor.ProcessMessageAsync -= handler;
        Assert.Throws<ArgumentException>(() => processor.ProcessMessageAsync -= handler);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ServiceBusProcessorOptions { MaxConcurrentCalls = 0 });
        Assert.Equal(Queue, processor.EntityPath);
    }

    private static Func<ProcessErrorEventArgs, Task> Fail(TaskCompletionSource waiting) => args =>
    {
        waiting.TrySetException(args.Exception);
        return Task.CompletedTask;
    };

    private static void InterlockedMax(ref int most, int value)
    {
        var seen = most;
        while (value > seen && Interlocked.CompareExchange(ref most, value, seen) is var found && found != seen)
            seen = found;
    }
}
