using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Trading.Benchmarks.Soak;

/// <summary>A page that listens to live updates: SignalR's JSON hub protocol over a WebSocket, as far as listening needs it.</summary>
internal sealed class PushListener(HttpClient client)
{
    private const byte RecordSeparator = 0x1E;
    private static readonly byte[] Handshake = Encoding.UTF8.GetBytes("{\"protocol\":\"json\",\"version\":1}\u001e");
    private static readonly byte[] Ping = Encoding.UTF8.GetBytes("{\"type\":6}\u001e");

    private long heard;

    /// <summary>Updates that arrived.</summary>
    public long Heard => Interlocked.Read(ref heard);

    /// <summary>Listens until it is stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            using var socket = await ConnectAsync(stop);
            var pings = PingAsync(socket, stop);
            while (true)
                Interlocked.Add(ref heard, await UpdatesAsync(socket, stop));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Nobody looks any more.
        }
    }

    /// <summary>Connects, hears that it is connected, and leaves.</summary>
    public async Task LookInAsync(CancellationToken stop)
    {
        using var socket = await ConnectAsync(stop);
        await UpdatesAsync(socket, stop);
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, stop);
    }

    private async Task<ClientWebSocket> ConnectAsync(CancellationToken stop)
    {
        using var answer = (await client.PostAsync("/api/realtime/negotiate", null, stop)).EnsureSuccessStatusCode();
        var ticket = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(stop));
        var url = new UriBuilder(ticket.GetProperty("url").GetString()!) { Scheme = "ws" };
        url.Query = $"{url.Query.TrimStart('?')}&access_token={ticket.GetProperty("accessToken").GetString()}";
        var socket = new ClientWebSocket();
        try
        {
            await socket.ConnectAsync(url.Uri, stop);
            await socket.SendAsync(Handshake, WebSocketMessageType.Text, true, stop);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // The server says within 30 seconds of silence that a client is gone.
    private static async Task PingAsync(ClientWebSocket socket, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await Task.WhenAny(Task.Delay(TimeSpan.FromSeconds(15), stop));
            if (socket.State == WebSocketState.Open)
                await socket.SendAsync(Ping, WebSocketMessageType.Text, true, stop);
        }
    }

    /// <summary>The next message of the socket.</summary>
    /// <returns>Updates in it.</returns>
    private static async Task<int> UpdatesAsync(ClientWebSocket socket, CancellationToken stop)
    {
        var text = new MemoryStream();
        var buffer = new byte[16 * 1024];
        ValueWebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(buffer.AsMemory(), stop);
            if (part.MessageType == WebSocketMessageType.Close)
                throw new WebSocketException($"The server closed the page's connection: {socket.CloseStatusDescription}");
            text.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return Encoding.UTF8.GetString(text.ToArray()).Split((char)RecordSeparator).Count(record => record.StartsWith("{\"type\":1,", StringComparison.Ordinal));
    }
}
