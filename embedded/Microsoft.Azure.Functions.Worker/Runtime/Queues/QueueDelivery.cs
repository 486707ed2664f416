using Azure.Messaging.ServiceBus;

namespace Trading.Embedded.Functions.Queues;

/// <summary>A message handed to a function, with the means to settle it.</summary>
internal sealed record QueueDelivery(ServiceBusReceivedMessage Message, MessageActions Actions);
