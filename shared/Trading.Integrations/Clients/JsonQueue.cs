using System.Text.Json;
using Azure.Messaging.ServiceBus;

namespace Trading.Integrations.Clients;

/// <summary>Sends records as JSON to one queue.</summary>
internal sealed class JsonQueue(ServiceBusClient client, string name)
{
    private readonly ServiceBusSender sender = client.CreateSender(name);

    /// <summary>Completes when the queue has the message.</summary>
    /// <param name="message">What to send.</param>
    /// <param name="id">Names the message for who reads a dead-letter queue; nothing relies on it.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public Task SendAsync<T>(T message, string id, CancellationToken cancellationToken) => sender.SendMessageAsync(
        new ServiceBusMessage(BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(message))) { MessageId = id, ContentType = "application/json" },
        cancellationToken);
}
