using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Logging;

namespace Trading.Embedded.SignalR;

/// <summary>An open connection with the messages that wait for it, so that one slow browser holds up nobody.</summary>
internal sealed partial class Client
{
    private const int MostWaiting = 2_000;

    // For the client to read why it is closed, and to go.
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    private readonly HubConnectionContext connection;
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private readonly Channel<SerializedHubMessage> waiting = Channel.CreateBounded<SerializedHubMessage>(new BoundedChannelOptions(MostWaiting)
    {
        SingleReader = true,
        FullMode = BoundedChannelFullMode.Wait,
    });

    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task sending;
    private int isTooSlow;

    public Client(HubConnectionContext connection, TimeProvider clock, ILogger logger)
    {
        this.connection = connection;
        this.clock = clock;
        this.logger = logger;
        sending = SendAsync();
    }

    public string Id => connection.ConnectionId;

    public string? User => connection.UserIdentifier;

    public void Post(SerializedHubMessage message)
    {
        // A completed queue refuses too, but then the connection is ending anyway.
        if (waiting.Writer.TryWrite(message) || waiting.Reader.Count < MostWaiting || Interlocked.Exchange(ref isTooSlow, 1) != 0)
            return;
        LogTooSlow(Id, User ?? "(anonymous)", MostWaiting);
        waiting.Writer.TryComplete();
        _ = AbortSoonAsync();
    }

    /// <summary>Closes the connection once what waits for it is sent; the client is told why and not to come back by itself.</summary>
    public void Close(string? reason)
    {
        Post(new SerializedHubMessage(new CloseMessage(reason, allowReconnect: false)));
        waiting.Writer.TryComplete();
        _ = AbortSoonAsync();
    }

    /// <summary>Stops sending, because the connection has ended.</summary>
    public Task EndAsync()
    {
        ended.TrySetResult();
        waiting.Writer.TryComplete();
        return sending;
    }

    private async Task AbortSoonAsync()
    {
        try
        {
            await ended.Task.WaitAsync(Farewell, clock);
        }
        catch (TimeoutException)
        {
            connection.Abort();
        }
    }

    private async Task SendAsync()
    {
        await foreach (var message in waiting.Reader.ReadAllAsync())
        {
            if (connection.ConnectionAborted.IsCancellationRequested)
                return;
            if (Volatile.Read(ref isTooSlow) != 0)
                break;
            await connection.WriteAsync(message);
        }

        if (Volatile.Read(ref isTooSlow) != 0)
            await connection.WriteAsync(new SerializedHubMessage(new CloseMessage("Messages were dropped, because they were not read fast enough.", allowReconnect: true)));
    }

    [LoggerMessage(9802, LogLevel.Warning, "Connection {ConnectionId} of user {UserId} does not read: it is closed, and the {Count} messages that waited for it are dropped")]
    private partial void LogTooSlow(string connectionId, string userId, int count);
}
