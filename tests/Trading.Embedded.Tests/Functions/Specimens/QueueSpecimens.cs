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

    [Function("Bytes")]
    public void Bytes([ServiceBusTrigger("bytes")] BinaryData body) => notes.Add($"bytes {body?.ToArray().Length}");

    /// <summary>A message.</summary>
    public sealed record Order(string Id, int Quantity);
}
