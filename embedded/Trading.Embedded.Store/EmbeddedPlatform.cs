using System.Collections.Concurrent;

namespace Trading.Embedded;

/// <summary>
/// One embedded platform: a data folder, a clock, a seed and the store. Clients of the stand-in packages find theirs by the
/// connection string <c>Embedded=FOLDER</c>; a process may hold several platforms on different folders.
/// </summary>
public sealed class EmbeddedPlatform : IDisposable
{
    private const string ConnectionPrefix = "Embedded=";
    private static readonly ConcurrentDictionary<string, Lazy<EmbeddedPlatform>> Open = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<Type, Lazy<object>> features = new();
    private readonly ConcurrentQueue<Func<SqliteSession, bool>> duties = new();
    private readonly Random random;
    private readonly IProcessPresence presence;

    private EmbeddedPlatform(EmbeddedOptions options)
    {
        Options = options;
        DataFolder = options.DataFolder;
        Clock = options.Clock;
        random = new Random(options.Seed);
        Store = options.Machine.OpenStore(options);
        try
        {
            presence = options.Machine.Enter(DataFolder);
        }
        catch
        {
            Store.Dispose();
            throw;
        }
    }

    /// <summary>What the platform was opened with.</summary>
    public EmbeddedOptions Options { get; }

    /// <summary>Absolute path of the data folder.</summary>
    public string DataFolder { get; }

    /// <summary>The platform's clock.</summary>
    public TimeProvider Clock { get; }

    /// <summary>The SQLite file that everything durable shares.</summary>
    public SqliteStore Store { get; }

    /// <summary>Whether this is an imagined process, on virtual time.</summary>
    public bool IsSimulated => Options.Machine is not RealMachine;

    /// <summary>What goes wrong on purpose; null outside simulations.</summary>
    public Faults? Faults => Options.Machine.Faults;

    /// <summary>Processors of the machine; of an imagined one always two, whichever imagines it.</summary>
    public int Processors => IsSimulated ? 2 : Environment.ProcessorCount;

    /// <summary>Names this process among all that ever worked on the data folder.</summary>
    public string ProcessId => presence.Id;

    /// <summary>Connection string under which the stand-in clients reach this platform.</summary>
    public string ConnectionString => ConnectionPrefix + DataFolder;

    /// <summary>Opens the platform of a data folder; each folder once a process.</summary>
    /// <exception cref="InvalidOperationException">The folder's platform is open already.</exception>
    /// <exception cref="EmbeddedStoreException">The folder can't be written or the database can't be used.</exception>
    public static EmbeddedPlatform Start(EmbeddedOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var folder = Path.GetFullPath(options.DataFolder);
        var mine = new Lazy<EmbeddedPlatform>(() => new EmbeddedPlatform(options with { DataFolder = folder }));
        if (!Open.TryAdd(folder, mine))
            throw new InvalidOperationException($"The embedded platform of '{folder}' is open already.");
        try
        {
            return mine.Value;
        }
        catch
        {
            Open.TryRemove(new KeyValuePair<string, Lazy<EmbeddedPlatform>>(folder, mine));
            throw;
        }
    }

    /// <summary>The platform that a connection string <c>Embedded=FOLDER</c> names, opened with default options when it is not open yet.</summary>
    /// <exception cref="FormatException">The connection string has another form.</exception>
    public static EmbeddedPlatform For(string connectionString)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        if (!connectionString.StartsWith(ConnectionPrefix, StringComparison.OrdinalIgnoreCase))
            throw new FormatException($"The embedded platform is reached by a connection string 'Embedded=FOLDER', not by one that starts '{connectionString[..Math.Min(12, connectionString.Length)]}…'.");
        var folder = Path.GetFullPath(connectionString[ConnectionPrefix.Length..]);
        return Open.GetOrAdd(folder, key => new Lazy<EmbeddedPlatform>(() => new EmbeddedPlatform(new EmbeddedOptions { DataFolder = key }))).Value;
    }

    /// <summary>The one instance of a part of the platform (its table service, its queues, its hub), created on first use.</summary>
    public T Feature<T>(Func<EmbeddedPlatform, T> create)
        where T : class =>
        (T)features.GetOrAdd(typeof(T), _ => new Lazy<object>(() => create(this))).Value;

    /// <summary>Begins work in the background; the task ends with it.</summary>
    /// <remarks>
    /// Everything that the platform does on its own begins here and stays where it began, so that a simulation can run all of it
    /// on one thread: no <c>Task.Run</c>, no <c>ConfigureAwait(false)</c>, nothing of the framework's that hops to the pool.
    /// </remarks>
    public Task Run(Func<Task> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, Options.Machine.Scheduler).Unwrap();

    /// <summary>Lets a part of the platform say whether it has work under way, of the kind that ends by itself.</summary>
    public void AddDuty(Func<SqliteSession, bool> hasWork) => duties.Enqueue(hasWork);

    /// <summary>A signal whose waiters go on as work of their own, not inside of whoever raises it.</summary>
    public TaskCompletionSource NewSignal() => new(Options.Machine.CompletionOptions);

    /// <summary>Takes something on the data folder that one may have at a time; null when this or another process has it.</summary>
    public IDisposable? TryClaim(string name) => Options.Machine.TryClaim(DataFolder, name);

    /// <summary>Whether a process that worked on the data folder is gone.</summary>
    /// <param name="processId">Its <see cref="ProcessId"/>.</param>
    public bool IsDead(string processId) => processId != ProcessId && presence.IsDead(processId);

    /// <summary>A new id drawn from the platform's seed.</summary>
    public Guid NewId()
    {
        Span<byte> bytes = stackalloc byte[16];
        lock (random)
            random.NextBytes(bytes);
        bytes[7] = (byte)((bytes[7] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes);
    }

    /// <summary>Ends the parts in no particular order, then closes the store. Acknowledged writes are on disk already.</summary>
    public void Dispose()
    {
        Open.TryRemove(DataFolder, out _);
        foreach (var feature in features.Values)
            (feature.IsValueCreated ? feature.Value as IDisposable : null)?.Dispose();
        presence.Dispose();
        Store.Dispose();
    }

    /// <summary>Whether no part has work under way.</summary>
    internal bool IsIdle() => Store.Read(session => duties.All(hasWork => !hasWork(session)));

    /// <summary>Forgets the platform as death does: nothing is ended, closed or said.</summary>
    internal void Abandon() => Open.TryRemove(DataFolder, out _);
}
