namespace Trading.Embedded.ServiceBus;

/// <summary>How many messages a queue holds.</summary>
/// <param name="Ready">Waiting for a receiver.</param>
/// <param name="Locked">With a receiver, or held by a lock that has run out and nobody has looked at since.</param>
/// <param name="Scheduled">Waiting for their time.</param>
/// <param name="DeadLettered">In the dead-letter queue.</param>
/// <param name="Deferred">Set aside by a receiver, until asked for by number.</param>
public sealed record QueueCounts(long Ready, long Locked, long Scheduled, long DeadLettered, long Deferred = 0);
