using System.Diagnostics;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace Trading.Embedded.Tests.Functions.Specimens;

/// <summary>Queue functions.</summary>
public sealed class QueueSpecimens(Notes notes)
{
    [Function("Text")]
    public void Text([ServiceBusTrigger("texts")] string message, string messageId, int deliveryCount) =>
        notes.Add($"text {message} {messageId} {deliveryCount}");

    [Function("Object")]
    public Task ObjectAsync([ServiceBusTrigger("%ObjectQueue%", Connection = "ServiceBus")] Order order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        notes.Add($"object {order.Id} {order.Quantity} {cancellationToken.CanBeCanceled} {Activity.Current?.TraceId}");
        return order.Quantity < 0 ? throw new InvalidOperationException("no such quantity") : Task.CompletedTask;
    }

    [Function("Settles")]
    public async Task SettlesAsync([ServiceBusTrigger("settled")] ServiceBusReceivedMessage message, ServiceBusMessageActions actions)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(actions);
        await actions.DeadLetterMessageAsync(message, deadLetterReason: "unwanted", deadLetterErrorDescription: "by the function");
        notes.Add("settled");
    }

    [Function("Keeps")]
    public void Keeps([ServiceBusTrigger("kept", AutoCompleteMessages = false)] string message, int deliveryCount)
    {
        notes.Add($"kept {message} {deliveryCount}");
        if (message == "bad" && deliveryCount < 3)
            throw new InvalidOperationException("not yet");
    }

    [Function("Defers")]
    public Task DefersAsync([ServiceBusTrigger("deferred")] ServiceBusReceivedMessage message, ServiceBusMessageActions actions)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(actions);
        return actions.DeferMessageAsync(message, new Dictionary<string, object> { ["why"] = "early" });
    }

    [Function("Returns")]
    public async Task ReturnsAsync([ServiceBusTrigger("returned")] ServiceBusReceivedMessage message, ServiceBusMessageActions actions, int deliveryCount)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(actions);
        await actions.RenewMessageLockAsync(message);
        notes.Add($"returned {deliveryCount} {message.ApplicationProperties.GetValueOrDefault("tried")}");
        if (deliveryCount == 1)
            await actions.AbandonMessageAsync(message, new Dictionary<string, object> { ["tried"] = 1 });
        else
            await actions.CompleteMessageAsync(message);
    }

    [Function("Asks")]
    public void Asks(
        [ServiceBusTrigger("asked")] string message, IDictionary<string, object> applicationProperties, string subject, string? replyTo, string to, long sequenceNumber,
        DateTime enqueuedTimeUtc, DateTime expiresAtUtc, Guid lockToken, string contentType, string correlationId) =>
        notes.Add($"{message} {applicationProperties?["level"]} {subject} {replyTo is null} {to} {sequenceNumber} {expiresAtUtc - enqueuedTimeUtc} {lockToken != default} {contentType} {correlationId}");

    [Function("Bytes")]
    public void Bytes([ServiceBusTrigger("bytes")] BinaryData body) => notes.Add($"bytes {body?.ToArray().Length}");

    /// <summary>A message.</summary>
    public sealed record Order(string Id, int Quantity);
}
