namespace Trading.Embedded.ServiceBus;

/// <summary>What an embedded platform offers beyond Microsoft's client: a look at its queues, and their settings.</summary>
/// <remarks>
/// Hosts consume through <see cref="Azure.Messaging.ServiceBus.ServiceBusReceiver"/> or
/// <see cref="Azure.Messaging.ServiceBus.ServiceBusProcessor"/>: one receive takes a batch in one commit, and messages settled
/// at the same time share a commit.
/// </remarks>
public static class EmbeddedQueues
{
    /// <summary>How many messages a queue holds; all zero for one that was never used.</summary>
    public static QueueCounts Count(EmbeddedPlatform platform, string queue)
    {
        ArgumentNullException.ThrowIfNull(platform);
        return platform.Feature(QueueService.Of).Open(queue).Count();
    }

    /// <summary>Sets how long a received message stays locked (a minute unless set) and after how many deliveries it is dead-lettered (10 unless set).</summary>
    public static Task ConfigureAsync(EmbeddedPlatform platform, string queue, TimeSpan lockDuration, int maxDeliveryCount)
    {
        ArgumentNullException.ThrowIfNull(platform);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(lockDuration, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lockDuration, TimeSpan.FromMinutes(5));
        ArgumentOutOfRangeException.ThrowIfLessThan(maxDeliveryCount, 1);
        return platform.Feature(QueueService.Of).Open(queue).ConfigureAsync(lockDuration, maxDeliveryCount);
    }
}
