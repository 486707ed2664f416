using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Trading.Embedded.Functions.Outputs;

namespace Trading.Embedded.Functions.Queues;

/// <summary>Sends what functions return to queues.</summary>
internal sealed class QueueOutputs(AppSettings settings, QueueClients clients, JsonSerializerOptions json) : IOutputKind
{
    // What the Functions host writes on each message that an isolated worker returns.
    private const string ContentType = "text/plain";

    public OutputBinding? Read(OutputBindingAttribute attribute, Type value)
    {
        if (attribute is not ServiceBusOutputAttribute output)
            return null;
        if (output.EntityType != ServiceBusEntityType.Queue)
            throw new FormatException("topics aren't supported; use a queue");
        if (MessageTexts.Refusal(value) is { } refusal)
            throw new FormatException(refusal);
        var queue = settings.Resolve(output.QueueOrTopicName);
        if (queue.AsSpan().ContainsAny('{', '}'))
            throw new FormatException($"the queue '{queue}' depends on the event; expected a name or %setting%");
        var connection = settings.Connection(output.Connection ?? "ServiceBus");
        return new OutputBinding("serviceBus", (result, cancellationToken) => SendAsync(connection, queue, result, cancellationToken));
    }

    // One by one, as the Functions host does: together they may be larger than one message may be.
    private async Task SendAsync(string connection, string queue, object value, CancellationToken cancellationToken)
    {
        await using var sender = clients.Get(connection).CreateSender(queue);
        foreach (var text in MessageTexts.Of(value, json))
            await sender.SendMessageAsync(new ServiceBusMessage(text) { ContentType = ContentType }, cancellationToken);
    }
}
