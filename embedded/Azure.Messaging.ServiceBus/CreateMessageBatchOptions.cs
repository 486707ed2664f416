namespace Azure.Messaging.ServiceBus;

/// <summary>Options of a batch.</summary>
public class CreateMessageBatchOptions
{
    private long? maxSizeInBytes;

    /// <summary>The default options: as large as the service allows.</summary>
    public CreateMessageBatchOptions()
    {
    }

    /// <summary>The largest size of the batch in bytes; null for as large as the service allows.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 24.</exception>
    public long? MaxSizeInBytes
    {
        get => maxSizeInBytes;
        set
        {
            if (value is { } size)
                ArgumentOutOfRangeException.ThrowIfLessThan(size, 24L, nameof(value));
            maxSizeInBytes = value;
        }
    }
}
