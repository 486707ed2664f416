using System.Text.Json;
using Microsoft.Azure.SignalR.Common;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Trading.Embedded.SignalR;

/// <summary>
/// Brings commands from processes that don't serve the hubs to the one that does, in the order they were given. It holds them for
/// seconds: who is connected later than that was not there.
/// </summary>
internal sealed partial class Outbox : IDisposable
{
    private const string Topic = "signalr-outbox";
    private const int MostWaiting = 2_000;
    private const int Batch = 100;
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(10);

    private readonly EmbeddedPlatform platform;
    private readonly SqliteStore store;
    private Action<string, HubCommand> deliver = (_, _) => { };
    private ILogger logger = NullLogger.Instance;
    private IDisposable? listening;
    private long delivered;
    private int calls;

    public Outbox(EmbeddedPlatform platform)
    {
        this.platform = platform;
        store = platform.Store;
        store.Migrate("CREATE TABLE IF NOT EXISTS signalr_outbox (number INTEGER PRIMARY KEY AUTOINCREMENT, hub TEXT NOT NULL, command BLOB NOT NULL, expires INTEGER NOT NULL)");
    }

    /// <exception cref="AzureSignalRRuntimeException">Too much waits already.</exception>
    public async Task AppendAsync(string hub, HubCommand command)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(command);
        var now = platform.Clock.GetUtcNow();
        var accepted = await store.WriteAsync(session =>
        {
            session.Execute("DELETE FROM signalr_outbox WHERE expires <= ?1", now.UtcTicks);
            if ((long)session.Scalar("SELECT COUNT(*) FROM signalr_outbox")! >= MostWaiting)
                return false;
            session.Execute("INSERT INTO signalr_outbox (hub, command, expires) VALUES (?1, ?2, ?3)", hub, bytes, (now + Lifetime).UtcTicks);
            return true;
        });
        if (!accepted)
            throw new AzureSignalRRuntimeException($"{MostWaiting} messages wait for the process that serves the hubs; it does not take them. This one is refused (429).");
    }

    /// <summary>Hands over what other processes ask from now on.</summary>
    public void Listen(Action<string, HubCommand> take, ILogger log)
    {
        (deliver, logger) = (take, log);
        if (listening is not null)
            return;
        store.Write(session => session.Execute("DELETE FROM signalr_outbox"));
        listening = store.Listen(Topic, Wake);
    }

    public void Dispose() => listening?.Dispose();

    // Called after every commit of another process. One round at a time; a call during a round asks for one more.
    private void Wake()
    {
        if (Interlocked.Increment(ref calls) == 1)
            _ = platform.Run(DrainAsync);
    }

    private async Task DrainAsync()
    {
        int answered;
        do
        {
            answered = Volatile.Read(ref calls);
            try
            {
                while (await DeliverAsync() == Batch)
                {
                }
            }
            catch (ObjectDisposedException)
            {
                // The platform has ended.
            }
            catch (Exception error)
            {
                // The store's trouble: what waits there is looked for again after the next commit.
                LogFailed(error);
            }
        }
        while (Interlocked.Add(ref calls, -answered) > 0);
    }

    private async Task<int> DeliverAsync()
    {
        var rows = store.Read(session => session.Query(
            "SELECT number, hub, command, expires FROM signalr_outbox WHERE number > ?1 ORDER BY number LIMIT ?2",
            row => (Number: row.GetInt64(0), Hub: row.GetString(1), Command: row.GetBytes(2), Expires: row.GetInt64(3)), delivered, Batch));
        if (rows.Count == 0)
            return 0;
        var now = platform.Clock.GetUtcNow().UtcTicks;
        foreach (var row in rows)
        {
            delivered = row.Number;
            if (row.Expires > now)
                Deliver(row.Hub, row.Command);
        }

        await store.WriteAsync(session => session.Execute("DELETE FROM signalr_outbox WHERE number <= ?1", delivered));
        return rows.Count;
    }

    private void Deliver(string hub, byte[] command)
    {
        try
        {
            deliver(hub, JsonSerializer.Deserialize<HubCommand>(command)!);
        }
        catch (Exception error)
        {
            // It is lost, as with a connection that broke; what comes after it is not.
            LogFailed(error);
        }
    }

    [LoggerMessage(9803, LogLevel.Warning, "A message that another process sent to open pages could not be delivered")]
    private partial void LogFailed(Exception error);
}
