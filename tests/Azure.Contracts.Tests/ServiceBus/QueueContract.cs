using Azure.Messaging.ServiceBus;

namespace Azure.Contracts.Tests.ServiceBus;

public sealed class QueueContract : Namespace
{
    [Fact]
    public async Task A_message_comes_as_it_was_sent()
    {
        var id = new Guid("11112222-3333-4444-5555-666677778888");
        var sent = new ServiceBusMessage("{\"a\":1}")
        {
            MessageId = "m-1", Subject = "signal", CorrelationId = "c-1", ContentType = "application/json", To = "orders", ReplyTo = "answers", PartitionKey = "p-1",
            TimeToLive = TimeSpan.FromHours(1),
            ApplicationProperties = { ["text"] = "ä", ["int"] = 1, ["long"] = 2L, ["double"] = 0.5, ["yes"] = true, ["id"] = id, ["at"] = DateTimeOffset.UnixEpoch, ["span"] = TimeSpan.FromSeconds(3), ["money"] = 12.34m },
        };
        await Sender.SendMessageAsync(sent, Token);

        var message = await ReceiveAsync();

        Assert.Equal("{\"a\":1}", message.Body.ToString());
        Assert.Equal(
            ("m-1", "signal", "c-1", "application/json", "orders", "answers", "p-1"),
            (message.MessageId, message.Subject, message.CorrelationId, message.ContentType, message.To, message.ReplyTo, message.PartitionKey));
        foreach (var (name, value) in sent.ApplicationProperties)
            Assert.Equal(value, message.ApplicationProperties[name]);
        Assert.Equal(1, message.DeliveryCount);
        Assert.Equal(TimeSpan.FromHours(1), message.TimeToLive);
        Assert.Equal(message.EnqueuedTime.AddHours(1), message.ExpiresAt);
        Assert.Equal(ServiceBusMessageState.Active, message.State);
        Assert.True(message.LockedUntil > message.EnqueuedTime);
        Assert.True(Guid.TryParse(message.LockToken, out var token) && token != Guid.Empty);
        await Receiver.CompleteMessageAsync(message, Token);
    }

    [Fact]
    public async Task A_body_is_what_it_was_made_of()
    {
        var empty = new ServiceBusMessage();
        Assert.Empty(empty.Body.ToArray());
        var changed = new ServiceBusMessage("before") { Body = new BinaryData("after") };
        Assert.Equal("after", changed.Body.ToString());
        await Sender.SendMessagesAsync([empty, new ServiceBusMessage(new byte[] { 1, 2 }.AsMemory()), new ServiceBusMessage(new BinaryData([3]))], Token);

        var bodies = new List<byte[]>();
        for (var i = 0; i < 3; i++)
        {
            var message = await ReceiveAsync();
            bodies.Add(message.Body.ToArray());
            await Receiver.CompleteMessageAsync(message, Token);
        }

        Assert.Equal([[], [1, 2], [3]], bodies);
    }

    [Fact]
    public async Task Messages_come_in_the_order_they_were_sent_and_numbers_ascend()
    {
        await Sender.SendMessagesAsync(Enumerable.Range(0, 20).Select(i => new ServiceBusMessage($"{i}")), Token);

        var messages = new List<ServiceBusReceivedMessage>();
        while (messages.Count < 20)
            messages.AddRange(await Receiver.ReceiveMessagesAsync(20 - messages.Count, Patience, Token));

        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"{i}"), messages.Select(message => message.Body.ToString()));
        Assert.All(messages, message => Assert.Equal(message.SequenceNumber, message.EnqueuedSequenceNumber));
        Assert.Equal(messages.Select(message => message.SequenceNumber).Order(), messages.Select(message => message.SequenceNumber));
        foreach (var message in messages)
            await Receiver.CompleteMessageAsync(message, Token);
    }

    [Fact]
    public async Task A_completed_message_is_gone()
    {
        await Sender.SendMessageAsync(new ServiceBusMessage("1"), Token);
        var message = await ReceiveAsync();

        await Receiver.CompleteMessageAsync(message, Token);

        Assert.Null(await Receiver.ReceiveMessageAsync(Moment, Token));
        await RefusedAsync(ServiceBusFailureReason.MessageLockLost, () => Receiver.CompleteMessageAsync(message, Token));
        await RefusedAsync(ServiceBusFailureReason.MessageLockLost, () => Receiver.RenewMessageLockAsync(message, Token));
    }

    [Fact]
    public async Task A_locked_message_is_not_delivered_to_another()
    {
        await Sender.SendMessageAsync(new ServiceBusMessage("1"), Token);
        var message = await ReceiveAsync();
        await using var other = Client.CreateReceiver(Queue);

        Assert.Null(await other.ReceiveMessageAsync(Moment, Token));

        await Receiver.CompleteMessageAsync(message, Token);
    }

    [Fact]
    public async Task An_abandoned_message_comes_again_at_once_with_its_changes()
    {
        await Sender.SendMessageAsync(new ServiceBusMessage("1") { ApplicationProperties = { ["a"] = 1 } }, Token);

        await Receiver.AbandonMessageAsync(await ReceiveAsync(), new Dictionary<string, object> { ["b"] = 2 }, Token);

        var again = await ReceiveAsync();
        Assert.Equal((2, 1, 2), (again.DeliveryCount, (int)again.ApplicationProperties["a"], (int)again.ApplicationProperties["b"]));
        await Receiver.CompleteMessageAsync(again, Token);
    }

    [Fact]
    public async Task A_message_that_fails_ten_times_is_dead_lettered()
    {
        await Sender.SendMessageAsync(new ServiceBusMessage("poison"), Token);

        for (var delivery = 1; delivery <= 10; delivery++)
        {
            var message = await ReceiveAsync();
            Assert.Equal(delivery, message.DeliveryCount);
            await Receiver.AbandonMessageAsync(message, null, Token);
        }

        var dead = await ReceiveAsync(DeadLetters);
        Assert.Equal(("poison", "MaxDeliveryCountExceeded"), (dead.Body.ToString(), dead.DeadLetterReason));
        Assert.NotNull(dead.DeadLetterErrorDescription);
        Assert.Null(await Receiver.ReceiveMessageAsync(Moment, Token));
        await DeadLetters.CompleteMessageAsync(dead, Token);
        Assert.Null(await DeadLetters.ReceiveMessageAsync(Moment, Token));
    }

    [Fact]
    public async Task A_dead_lettered_message_says_why_and_can_be_sent_again()
    {
        await Sender.SendMessagesAsync(Enumerable.Range(0, 3).Select(i => new ServiceBusMessage($"{i}") { Subject = "s" }), Token);
        await Receiver.DeadLetterMessageAsync(await ReceiveAsync(), "BadSignal", "no price", Token);
        await Receiver.DeadLetterMessageAsync(await ReceiveAsync(), new Dictionary<string, object> { ["who"] = "risk" }, Token);
        await Receiver.DeadLetterMessageAsync(await ReceiveAsync(), new Dictionary<string, object> { ["who"] = "us" }, "Late", "by a day", Token);

        var first = await ReceiveAsync(DeadLetters);
        var second = await ReceiveAsync(DeadLetters);
        var third = await ReceiveAsync(DeadLetters);
        await Sender.SendMessageAsync(new ServiceBusMessage(first), Token);
        var again = await ReceiveAsync();

        Assert.Equal(("BadSignal", "no price"), (first.DeadLetterReason, first.DeadLetterErrorDescription));
        Assert.Equal((null, "risk"), (second.DeadLetterReason, second.ApplicationProperties["who"]));
        Assert.Equal(("Late", "by a day", "us"), (third.DeadLetterReason, third.DeadLetterErrorDescription, third.ApplicationProperties["who"]));
        Assert.Equal(("0", "s", null, 1), (again.Body.ToString(), again.Subject, again.DeadLetterReason, again.DeliveryCount));
        Assert.EndsWith("/$DeadLetterQueue", DeadLetters.EntityPath, StringComparison.OrdinalIgnoreCase);
        Assert.Null(first.DeadLetterSource);
    }

    [Fact]
    public async Task A_reason_has_at_most_4096_characters()
    {
        await Sender.SendMessageAsync(new ServiceBusMessage("1"), Token);
        var message = await ReceiveAsync();

        await Assert.ThrowsAnyAsync<ArgumentException>(() => Receiver.DeadLetterMessageAsync(message, new string('x', 4097), null, Token));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Receiver.DeadLetterMessageAsync(message, "Why", new string('x', 4097), Token));

        await Receiver.CompleteMessageAsync(message, Token);
    }

    [Fact]
    public async Task A_renewed_lock_lasts_longer()
    {
        await Sender.SendMessageAsync(new ServiceBusMessage("1"), Token);
        var message = await ReceiveAsync();
        var before = message.LockedUntil;

        await Receiver.RenewMessageLockAsync(message, Token);

        Assert.True(message.LockedUntil > before);
        await Receiver.CompleteMessageAsync(message, Token);
    }

    [Fact]
    public async Task A_message_received_and_deleted_is_gone_and_can_not_be_settled()
    {
        await Sender.SendMessageAsync(new ServiceBusMessage("1"), Token);
        await using var receiver = Client.CreateReceiver(Queue, new ServiceBusReceiverOptions { ReceiveMode = ServiceBusReceiveMode.ReceiveAndDelete });

        var message = await ReceiveAsync(receiver);

        Assert.Equal(ServiceBusReceiveMode.ReceiveAndDelete, receiver.ReceiveMode);
        await Assert.ThrowsAsync<InvalidOperationException>(() => receiver.CompleteMessageAsync(message, Token));
        Assert.Null(await Receiver.ReceiveMessageAsync(Moment, Token));
    }

    [Fact]
    public async Task A_waiting_receiver_gets_a_message_sent_meanwhile()
    {
        var waiting = Receiver.ReceiveMessageAsync(Patience, Token);

        await Sender.SendMessageAsync(new ServiceBusMessage("1"), Token);

        var message = await waiting;
        Assert.Equal("1", message.Body.ToString());
        await Receiver.CompleteMessageAsync(message, Token);
    }

    [Fact]
    public async Task A_waiting_receiver_can_be_cancelled()
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var waiting = Receiver.ReceiveMessageAsync(Patience, ending.Token);

        await ending.CancelAsync();

        await Assert.ThrowsAsync<TaskCanceledException>(() => waiting);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_before_it_begins_does_nothing()
    {
        var cancelled = new CancellationToken(canceled: true);
        await Sender.SendMessageAsync(new ServiceBusMessage("1"), Token);
        var message = await ReceiveAsync();

        await Assert.ThrowsAsync<TaskCanceledException>(() => Sender.SendMessageAsync(new ServiceBusMessage("2"), cancelled));
        await Assert.ThrowsAsync<TaskCanceledException>(() => Receiver.CompleteMessageAsync(message, cancelled));
        await Assert.ThrowsAsync<TaskCanceledException>(() => Receiver.PeekMessageAsync(null, cancelled));

        await Receiver.CompleteMessageAsync(message, Token);
        Assert.Null(await Receiver.PeekMessageAsync(null, Token));
    }

    [Fact]
    public async Task Messages_can_be_enumerated_as_they_come()
    {
        await Sender.SendMessagesAsync([new ServiceBusMessage("1"), new ServiceBusMessage("2")], Token);

        var bodies = new List<string>();
        await foreach (var message in Receiver.ReceiveMessagesAsync(Token))
        {
            bodies.Add(message.Body.ToString());
            await Receiver.CompleteMessageAsync(message, Token);
            if (bodies.Count == 2)
                break;
        }

        Assert.Equal(["1", "2"], bodies);
    }

    [Fact]
    public async Task Peeking_locks_nothing_and_goes_on_where_it_ended()
    {
        await Sender.SendMessagesAsync(Enumerable.Range(0, 3).Select(i => new ServiceBusMessage($"{i}")), Token);

        var first = await Receiver.PeekMessageAsync(null, Token);
        var rest = await Receiver.PeekMessagesAsync(10, null, Token);
        var again = await Receiver.PeekMessagesAsync(10, first.SequenceNumber, Token);

        Assert.Equal("0", first.Body.ToString());
        Assert.Equal(["1", "2"], rest.Select(message => message.Body.ToString()));
        Assert.Equal(3, again.Count);
        Assert.Equal(1, (await ReceiveAsync()).DeliveryCount);
    }

    [Fact]
    public async Task A_scheduled_message_appears_in_its_time()
    {
        var much = await Sender.ScheduleMessageAsync(new ServiceBusMessage("much later"), DateTimeOffset.UtcNow.AddHours(1), Token);
        var due = DateTimeOffset.UtcNow.AddSeconds(2);
        await Sender.ScheduleMessageAsync(new ServiceBusMessage("later"), due, Token);
        await Sender.SendMessageAsync(new ServiceBusMessage("later still") { ScheduledEnqueueTime = due.AddMilliseconds(500) }, Token);

        var peeked = await Receiver.PeekMessageAsync(much, Token);
        var message = await ReceiveAsync();
        var second = await ReceiveAsync();

        Assert.Equal(ServiceBusMessageState.Scheduled, peeked.State);
        Assert.Equal(("later", "later still"), (message.Body.ToString(), second.Body.ToString()));
        Assert.True(DateTimeOffset.UtcNow >= due);
        Assert.True(message.EnqueuedTime >= due.AddSeconds(-1));
        Assert.Equal(due.ToUnixTimeSeconds(), message.ScheduledEnqueueTime.ToUnixTimeSeconds());
        await Receiver.CompleteMessageAsync(message, Token);
        await Receiver.CompleteMessageAsync(second, Token);
        await Sender.CancelScheduledMessageAsync(much, Token);
    }

    [Fact]
    public async Task A_scheduled_message_can_be_taken_back_until_then()
    {
        var number = await Sender.ScheduleMessageAsync(new ServiceBusMessage("never"), DateTimeOffset.UtcNow.AddMinutes(1), Token);

        await Sender.CancelScheduledMessageAsync(number, Token);

        Assert.Null(await Receiver.PeekMessageAsync(null, Token));
        await RefusedAsync(ServiceBusFailureReason.MessageNotFound, () => Sender.CancelScheduledMessageAsync(number, Token));
    }

    [Fact]
    public async Task Messages_can_be_scheduled_and_taken_back_together()
    {
        var numbers = await Sender.ScheduleMessagesAsync([new ServiceBusMessage("a"), new ServiceBusMessage("b"), new ServiceBusMessage("c")], DateTimeOffset.UtcNow.AddMinutes(1), Token);

        await Sender.CancelScheduledMessagesAsync(numbers.Take(2), Token);

        Assert.Equal(3, numbers.Count);
        Assert.Equal("c", Assert.Single(await Receiver.PeekMessagesAsync(10, null, Token)).Body.ToString());
        await Sender.CancelScheduledMessagesAsync(numbers.Skip(2), Token);
        Assert.Empty(await Sender.ScheduleMessagesAsync([], DateTimeOffset.UtcNow.AddMinutes(1), Token));
    }

    [Fact]
    public async Task A_dead_letter_is_received_and_settled_like_any_other()
    {
        await Sender.SendMessageAsync(new ServiceBusMessage("1"), Token);
        await Receiver.DeadLetterMessageAsync(await ReceiveAsync(), "Why", null, Token);

        await DeadLetters.AbandonMessageAsync(await ReceiveAsync(DeadLetters), null, Token);
        var again = await ReceiveAsync(DeadLetters);
        await DeadLetters.CompleteMessageAsync(again, Token);

        Assert.Equal("Why", again.DeadLetterReason);
        Assert.Null(await DeadLetters.PeekMessageAsync(0, Token));
    }

    [Fact]
    public async Task An_expired_message_is_not_delivered()
    {
        await Sender.SendMessageAsync(new ServiceBusMessage("stale") { TimeToLive = TimeSpan.FromMilliseconds(1) }, Token);
        await Sender.ScheduleMessageAsync(new ServiceBusMessage("fresh"), DateTimeOffset.UtcNow.AddMilliseconds(200), Token);

        var message = await ReceiveAsync();

        Assert.Equal("fresh", message.Body.ToString());
        await Receiver.CompleteMessageAsync(message, Token);
    }

    [Fact]
    public async Task What_is_closed_is_not_used_any_more()
    {
        await Sender.CloseAsync(Token);
        await Receiver.CloseAsync(Token);

        await Assert.ThrowsAsync<ObjectDisposedException>(() => Sender.SendMessageAsync(new ServiceBusMessage("1"), Token));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Receiver.ReceiveMessageAsync(Moment, Token));
        Assert.True(Sender.IsClosed && Receiver.IsClosed && !Client.IsClosed);
        Assert.Equal((Queue, Queue), (Sender.EntityPath, Receiver.EntityPath));
    }
}
