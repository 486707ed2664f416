using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Trading.Embedded.SignalR;

/// <summary>An open connection with the messages that wait for it, so that one slow browser holds up nobody.</summary>
internal sealed class Client
{
    private const int MostWaiting = 2_000;

    private readonly HubConnectionContext connection;
    private readonly HashSet<string> groups = new(StringComparer.Ordinal);
    private readonly Channel<SerializedHubMessage> waiting = Channel.CreateBounded<SerializedHubMessage>(new BoundedChannelOptions(MostWaiting)
    {
        SingleReader = true,
        FullMode = BoundedChannelFullMode.Wait,
    });

    private readonly Task sending;

    public Client(HubConnectionContext connection)
    {
        this.connection = connection;
        sending = SendAsync();
    }

    public string Id => connection.ConnectionId;

    public string? User => connection.UserIdentifier;

    public bool IsIn(string group)
    {
        lock (groups)
            return groups.Contains(group);
    }

    public void Join(string group)
    {
        lock (groups)
            groups.Add(group);
    }

    public void Leave(string group)
    {
        lock (groups)
            groups.Remove(group);
    }

    public void LeaveAll()
    {
        lock (groups)
            groups.Clear();
    }

    public void Post(SerializedHubMessage message)
    {
        if (!waiting.Writer.TryWrite(message))
            connection.Abort();
    }

    /// <summary>Closes the connection once what waits for it is sent; the client is told why and not to come back by itself.</summary>
    public void Close(string? reason)
    {
        Post(new SerializedHubMessage(new CloseMessage(reason, allowReconnect: false)));
        waiting.Writer.TryComplete();
    }

    /// <summary>Stops sending, because the connection has ended.</summary>
    public Task EndAsync()
    {
        waiting.Writer.TryComplete();
        return sending;
    }

    private async Task SendAsync()
    {
        await foreach (var message in waiting.Reader.ReadAllAsync())
        {
            if (connection.ConnectionAborted.IsCancellationRequested)
                return;
            await connection.WriteAsync(message);
        }

        connection.Abort();
    }
}
