#nullable disable annotations // The package this stands in for carries no nullable annotations.

namespace Azure.Messaging.ServiceBus;

/// <summary>A message to send. Body and properties together may have 256 KB.</summary>
public class ServiceBusMessage
{
    private const int MostIdCharacters = 128;
    private TimeSpan timeToLive = TimeSpan.MaxValue;
    private string messageId;
    private string partitionKey;
    private BinaryData body;

    /// <summary>A message with an empty body.</summary>
    public ServiceBusMessage()
        : this(default(ReadOnlyMemory<byte>))
    {
    }

    /// <summary>A message whose body is the text in UTF-8.</summary>
    public ServiceBusMessage(string body)
        : this(BinaryData.FromString(body))
    {
    }

    /// <summary>A message with a body.</summary>
    public ServiceBusMessage(ReadOnlyMemory<byte> body)
        : this(BinaryData.FromBytes(body))
    {
    }

    /// <summary>A message with a body.</summary>
    public ServiceBusMessage(BinaryData body) => Body = body;

    /// <summary>A copy of a received message, without what the service noted on it: lock, counts, times, why it was dead-lettered.</summary>
    public ServiceBusMessage(ServiceBusReceivedMessage receivedMessage)
    {
        ArgumentNullException.ThrowIfNull(receivedMessage);
        Body = receivedMessage.Body;
        ContentType = receivedMessage.ContentType;
        CorrelationId = receivedMessage.CorrelationId;
        messageId = receivedMessage.MessageId;
        partitionKey = receivedMessage.PartitionKey;
        ReplyTo = receivedMessage.ReplyTo;
        Subject = receivedMessage.Subject;
        timeToLive = receivedMessage.TimeToLive;
        To = receivedMessage.To;
        foreach (var (name, value) in receivedMessage.ApplicationProperties)
        {
            if (name is not (ServiceBusReceivedMessage.ReasonProperty or ServiceBusReceivedMessage.DescriptionProperty))
                ApplicationProperties[name] = value;
        }
    }

    /// <summary>The content.</summary>
    public BinaryData Body
    {
        get => body;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            body = value;
        }
    }

    /// <summary>The sender's name for this message, at most 128 characters; null unless set.</summary>
    public string MessageId
    {
        get => messageId;
        set => messageId = Checked(value, nameof(MessageId));
    }

    /// <summary>Groups messages in a partitioned queue, at most 128 characters.</summary>
    public string PartitionKey
    {
        get => partitionKey;
        set => partitionKey = Checked(value, nameof(PartitionKey));
    }

    /// <summary>What the message belongs to, for whoever traces it.</summary>
    public string CorrelationId { get; set; }

    /// <summary>What the message is about; an application's label.</summary>
    public string Subject { get; set; }

    /// <summary>Whom the message is for; the service doesn't read it.</summary>
    public string To { get; set; }

    /// <summary>The queue that an answer is expected in.</summary>
    public string ReplyTo { get; set; }

    /// <summary>MIME type of the body.</summary>
    public string ContentType { get; set; }

    /// <summary>How long after being enqueued the message is worth delivering; for ever unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Zero or negative.</exception>
    public TimeSpan TimeToLive
    {
        get => timeToLive;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            timeToLive = value;
        }
    }

    /// <summary>When the message shall appear in the queue, UTC; at once unless set to a later time.</summary>
    public DateTimeOffset ScheduledEnqueueTime { get; set; }

    /// <summary>The application's own properties: null, string, bool, char, Guid, Uri, date, time span and number types.</summary>
    public IDictionary<string, object> ApplicationProperties { get; } = new Dictionary<string, object>(StringComparer.Ordinal);

    /// <summary>The message by its id.</summary>
    public override string ToString() => $"{{MessageId:{MessageId}}}";

    private static string Checked(string value, string property)
    {
        if (value is { Length: 0 or > MostIdCharacters })
            throw new ArgumentException($"{property} has {value.Length} characters; expected 1 to {MostIdCharacters}.", property);
        return value;
    }
}
