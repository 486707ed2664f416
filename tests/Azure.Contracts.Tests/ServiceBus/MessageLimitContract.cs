using System.Diagnostics;
using Azure.Messaging.ServiceBus;

namespace Azure.Contracts.Tests.ServiceBus;

/// <summary>What a message may be, and what a batch holds.</summary>
public sealed class MessageLimitContract : Namespace
{
    [Fact]
    public async Task A_message_has_at_most_256_kilobytes_properties_included()
    {
        await Sender.SendMessageAsync(new ServiceBusMessage(new byte[250 * 1024]), Token);

        await RefusedAsync(ServiceBusFailureReason.MessageSizeExceeded, () => Sender.SendMessageAsync(new ServiceBusMessage(new byte[257 * 1024]), Token));
        var wide = new ServiceBusMessage(new byte[240 * 1024]) { ApplicationProperties = { ["a"] = new string('x', 20 * 1024) } };
        await RefusedAsync(ServiceBusFailureReason.MessageSizeExceeded, () => Sender.SendMessageAsync(wide, Token));

        Assert.Single(await Receiver.PeekMessagesAsync(10, null, Token));
    }

    [Fact]
    public async Task Messages_that_are_too_large_together_are_all_refused()
    {
        var error = await RefusedAsync(
            ServiceBusFailureReason.MessageSizeExceeded, () => Sender.SendMessagesAsync(Enumerable.Range(0, 3).Select(_ => new ServiceBusMessage(new byte[100 * 1024])), Token));

        Assert.Equal((Queue, false), (error.EntityPath, error.IsTransient));
        Assert.Contains("MessageSizeExceeded", error.Message, StringComparison.Ordinal);
        Assert.Null(await Receiver.PeekMessageAsync(null, Token));
    }

    [Fact]
    public async Task A_batch_takes_as_many_as_fit_and_is_sent_as_one()
    {
        using var batch = await Sender.CreateMessageBatchAsync(Token);
        while (batch.TryAddMessage(new ServiceBusMessage(new byte[50 * 1024])))
        {
        }

        await Sender.SendMessagesAsync(batch, Token);

        Assert.Equal(5, batch.Count);
        Assert.True(batch.SizeInBytes <= batch.MaxSizeInBytes);
        Assert.Equal(5, (await Receiver.PeekMessagesAsync(10, null, Token)).Count);
    }

    [Fact]
    public async Task A_batch_can_be_made_smaller_but_not_larger_than_the_service_allows()
    {
        using var batch = await Sender.CreateMessageBatchAsync(new CreateMessageBatchOptions { MaxSizeInBytes = 1024 }, Token);

        Assert.False(batch.TryAddMessage(new ServiceBusMessage(new byte[1024])));
        Assert.True(batch.TryAddMessage(new ServiceBusMessage(new byte[100])));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            async () => await Sender.CreateMessageBatchAsync(new CreateMessageBatchOptions { MaxSizeInBytes = 1L << 40 }, Token));
    }

    [Fact]
    public void An_id_has_at_most_128_characters()
    {
        var message = new ServiceBusMessage { MessageId = new string('x', 128) };

        Assert.Throws<ArgumentException>(() => message.MessageId = new string('x', 129));
        Assert.Throws<ArgumentException>(() => message.PartitionKey = new string('x', 129));
        Assert.Throws<ArgumentOutOfRangeException>(() => message.TimeToLive = TimeSpan.Zero);
    }

    [Fact]
    public async Task A_property_of_a_type_that_does_not_travel_is_refused()
    {
        var message = new ServiceBusMessage { ApplicationProperties = { ["a"] = new object() } };

        await Assert.ThrowsAnyAsync<Exception>(() => Sender.SendMessageAsync(message, Token));

        Assert.Null(await Receiver.PeekMessageAsync(null, Token));
    }

    [Fact]
    public async Task A_property_has_at_most_32_kilobytes_and_all_together_64()
    {
        var wide = new ServiceBusMessage { ApplicationProperties = { ["a"] = new string('x', 33 * 1024) } };
        var many = new ServiceBusMessage();
        for (var i = 0; i < 3; i++)
            many.ApplicationProperties[$"p{i}"] = new string('x', 25 * 1024);

        await Assert.ThrowsAnyAsync<Exception>(() => Sender.SendMessageAsync(wide, Token));
        await Assert.ThrowsAnyAsync<Exception>(() => Sender.SendMessageAsync(many, Token));
        many.ApplicationProperties.Remove("p0");
        await Sender.SendMessageAsync(many, Token);

        Assert.Single(await Receiver.PeekMessagesAsync(10, null, Token));
    }

    [Fact]
    public async Task A_message_carries_the_trace_it_was_sent_in()
    {
        using var activity = new Activity("send").SetIdFormat(ActivityIdFormat.W3C).Start();
        await Sender.SendMessageAsync(new ServiceBusMessage("1"), Token);

        var message = await ReceiveAsync();

        Assert.StartsWith($"00-{activity.TraceId}-", (string)message.ApplicationProperties["Diagnostic-Id"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_received_message_can_be_made_for_a_test()
    {
        var id = new Guid("11112222-3333-4444-5555-666677778888");

        var message = ServiceBusModelFactory.ServiceBusReceivedMessage(
            new BinaryData("b"), messageId: "m", subject: "s", properties: new Dictionary<string, object> { ["a"] = 1 }, lockTokenGuid: id, deliveryCount: 3, sequenceNumber: 7);

        Assert.Equal(("b", "m", "s", 3, 7L, id.ToString()), (message.Body.ToString(), message.MessageId, message.Subject, message.DeliveryCount, message.SequenceNumber, message.LockToken));
        Assert.Equal(1, message.ApplicationProperties["a"]);
    }

    [Fact]
    public void A_failure_says_its_reason_and_whether_to_try_again()
    {
        Assert.True(new ServiceBusException("m", ServiceBusFailureReason.ServiceBusy).IsTransient);
        Assert.False(new ServiceBusException("m", ServiceBusFailureReason.MessageLockLost).IsTransient);
        Assert.Equal("q", new ServiceBusException(true, "m", "q").EntityPath);
    }
}
