using Azure.Messaging.ServiceBus;

namespace Azure.Contracts.Tests.ServiceBus;

/// <summary>Messages that a receiver sets aside, to come back to them by number.</summary>
public sealed class DeferralContract : Namespace
{
    [Fact]
    public async Task A_deferred_message_comes_only_to_who_asks_for_its_number()
    {
        await Sender.SendMessagesAsync([new ServiceBusMessage("first"), new ServiceBusMessage("second")], Token);
        var first = await ReceiveAsync();

        await Receiver.DeferMessageAsync(first, new Dictionary<string, object> { ["why"] = "too early" }, Token);

        Assert.Equal("second", (await ReceiveAsync()).Body.ToString());
        Assert.Null(await Receiver.ReceiveMessageAsync(Moment, Token));
        var again = await Receiver.ReceiveDeferredMessageAsync(first.SequenceNumber, Token);
        Assert.Equal(("first", "too early", ServiceBusMessageState.Deferred), (again.Body.ToString(), again.ApplicationProperties["why"], again.State));
        await Receiver.CompleteMessageAsync(again, Token);
        await RefusedAsync(ServiceBusFailureReason.MessageNotFound, () => Receiver.ReceiveDeferredMessageAsync(first.SequenceNumber, Token));
    }

    [Fact]
    public async Task A_deferred_message_that_is_abandoned_stays_deferred()
    {
        await Sender.SendMessageAsync(new ServiceBusMessage("1"), Token);
        var message = await ReceiveAsync();
        await Receiver.DeferMessageAsync(message, null, Token);

        await Receiver.AbandonMessageAsync(await Receiver.ReceiveDeferredMessageAsync(message.SequenceNumber, Token), null, Token);

        Assert.Null(await Receiver.ReceiveMessageAsync(Moment, Token));
        Assert.Equal(ServiceBusMessageState.Deferred, (await Receiver.PeekMessageAsync(null, Token)).State);
        Assert.Equal("1", (await Receiver.ReceiveDeferredMessageAsync(message.SequenceNumber, Token)).Body.ToString());
    }

    [Fact]
    public async Task Deferred_messages_are_received_together_or_not_at_all()
    {
        await Sender.SendMessagesAsync(Enumerable.Range(0, 3).Select(i => new ServiceBusMessage($"{i}")), Token);
        var numbers = new List<long>();
        while (numbers.Count < 3)
        {
            var message = await ReceiveAsync();
            await Receiver.DeferMessageAsync(message, null, Token);
            numbers.Add(message.SequenceNumber);
        }

        await RefusedAsync(ServiceBusFailureReason.MessageNotFound, () => Receiver.ReceiveDeferredMessagesAsync([.. numbers, numbers[^1] + 1000], Token));
        var messages = await Receiver.ReceiveDeferredMessagesAsync(numbers, Token);

        Assert.Equal(["0", "1", "2"], messages.Select(message => message.Body.ToString()));
        Assert.Empty(await Receiver.ReceiveDeferredMessagesAsync([], Token));
    }

    [Fact]
    public async Task A_deferred_message_can_be_dead_lettered()
    {
        await Sender.SendMessageAsync(new ServiceBusMessage("1"), Token);
        var message = await ReceiveAsync();
        await Receiver.DeferMessageAsync(message, null, Token);

        await Receiver.DeadLetterMessageAsync(await Receiver.ReceiveDeferredMessageAsync(message.SequenceNumber, Token), "given up", null, Token);

        Assert.Equal("given up", (await ReceiveAsync(DeadLetters)).DeadLetterReason);
    }

    [Fact]
    public async Task A_handler_may_defer_its_message()
    {
        await Sender.SendMessageAsync(new ServiceBusMessage("1"), Token);
        var deferred = new TaskCompletionSource<long>();
        await using var processor = Client.CreateProcessor(Queue);
        processor.ProcessErrorAsync += _ => Task.CompletedTask;
        processor.ProcessMessageAsync += async args =>
        {
            await args.DeferMessageAsync(args.Message, null, args.CancellationToken);
            deferred.TrySetResult(args.Message.SequenceNumber);
        };
        await processor.StartProcessingAsync(Token);

        var number = await deferred.Task.WaitAsync(Patience, Token);
        await processor.StopProcessingAsync(Token);

        Assert.Equal("1", (await Receiver.ReceiveDeferredMessageAsync(number, Token)).Body.ToString());
    }
}
