using System.Collections.Concurrent;

namespace Trading.Embedded.ServiceBus;

/// <summary>The queues of an embedded platform, on its SQLite file.</summary>
/// <remarks>
/// A message is one row that is ready, locked, scheduled or set aside. Locks and scheduled messages have a time at which they fall due;
/// whoever receives next makes them ready first. Waiting receivers are woken by commits and by the next due time.
/// </remarks>
internal sealed class QueueService
{
    private readonly ConcurrentDictionary<string, MessageQueue> queues = new(StringComparer.OrdinalIgnoreCase);
    private readonly EmbeddedPlatform platform;

    private QueueService(EmbeddedPlatform platform)
    {
        this.platform = platform;
        Store.Migrate(QueueSql.Schema);
        ReleaseLocksOfTheDead();
        platform.AddDuty(session => session.Scalar(QueueSql.AnyUnderWay) is not null);
    }

    public SqliteStore Store => platform.Store;

    public TimeProvider Clock => platform.Clock;

    public Faults? Faults => platform.Faults;

    /// <summary>Written on each message lock that this process takes.</summary>
    public string HolderId => platform.ProcessId;

    public static QueueService Of(EmbeddedPlatform platform) => new(platform);

    public Guid NewId() => platform.NewId();

    public TaskCompletionSource NewSignal() => platform.NewSignal();

    public Task Run(Func<Task> work) => platform.Run(work);

    public static QueueService Connection(string connectionString)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        if (!connectionString.StartsWith("Embedded=", StringComparison.OrdinalIgnoreCase))
            throw Refusal("this connection string");
        return EmbeddedPlatform.For(connectionString).Feature(Of);
    }

    public static QueueService Namespace(string fullyQualifiedNamespace)
    {
        ArgumentException.ThrowIfNullOrEmpty(fullyQualifiedNamespace);
        throw Refusal($"'{fullyQualifiedNamespace}'");
    }

    public static NotSupportedException NoTopics(string topic) =>
        new($"The embedded platform has queues, no topics: '{topic}' can't have a subscription.");

    /// <summary>The queue of that name, or of the name before <c>/$DeadLetterQueue</c>. It need not exist yet.</summary>
    public MessageQueue Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (path.Length > 260 || !path.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '/' or '$'))
            throw new ArgumentException($"'{path}' is no queue's name: expected 1 to 260 letters, digits, '.', '-', '_' or '/'.", nameof(path));
        return queues.GetOrAdd(path, key => new MessageQueue(this, key));
    }

    // A process that died can't settle what it had locked, so nobody needs to wait for those locks to run out.
    private void ReleaseLocksOfTheDead()
    {
        var holders = Store.Read(session => session.Query("SELECT DISTINCT holder FROM queue_message WHERE state IN (1, 4)", row => row.GetString(0)));
        foreach (var dead in holders.Where(platform.IsDead))
            Store.Write(session => session.Execute(QueueSql.ReleaseOfHolder, dead));
    }

    private static NotSupportedException Refusal(string what) => new(
        $"This is the embedded Azure.Messaging.ServiceBus, which serves only the embedded platform (connection string 'Embedded=FOLDER'), not {what}. "
        + "Build with AzurePackages=nuget to reach Azure.");
}
