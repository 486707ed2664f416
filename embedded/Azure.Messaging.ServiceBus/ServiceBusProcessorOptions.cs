namespace Azure.Messaging.ServiceBus;

/// <summary>Options of a processor.</summary>
public class ServiceBusProcessorOptions
{
    private int maxConcurrentCalls = 1;
    private TimeSpan maxAutoLockRenewalDuration = TimeSpan.FromMinutes(5);

    /// <summary>The default options: one message at a time, completed when its handler returns, its lock renewed for 5 minutes.</summary>
    public ServiceBusProcessorOptions()
    {
    }

    /// <summary>Whether a message is completed when its handler returns.</summary>
    public bool AutoCompleteMessages { get; set; } = true;

    /// <summary>How long a message's lock is renewed while its handler runs; zero for not at all.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, other than <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    public TimeSpan MaxAutoLockRenewalDuration
    {
        get => maxAutoLockRenewalDuration;
        set
        {
            if (value != Timeout.InfiniteTimeSpan)
                ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            maxAutoLockRenewalDuration = value;
        }
    }

    /// <summary>How many handlers run at a time; at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int MaxConcurrentCalls
    {
        get => maxConcurrentCalls;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            maxConcurrentCalls = value;
        }
    }

    /// <summary>What receiving does to a message; peek-lock unless set.</summary>
    public ServiceBusReceiveMode ReceiveMode { get; set; } = ServiceBusReceiveMode.PeekLock;

    /// <summary>Which part of the queue; the queue itself unless set.</summary>
    public SubQueue SubQueue { get; set; } = SubQueue.None;
}
