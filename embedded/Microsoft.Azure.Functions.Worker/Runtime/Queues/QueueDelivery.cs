using Azure.Messaging.ServiceBus;

namespace Trading.Embedded.Functions.Queues;

/// <summary>What is handed to one invocation of a queue function: one message, or a batch, and the means to settle them.</summary>
internal sealed record QueueDelivery(IReadOnlyList<ServiceBusReceivedMessage> Messages, MessageActions Actions);
