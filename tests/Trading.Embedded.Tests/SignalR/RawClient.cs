using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Connections;

namespace Trading.Embedded.Tests.SignalR;

/// <summary>A client that speaks the hub protocol's JSON over a WebSocket, and reads only when it is asked to.</summary>
internal sealed class RawClient : IAsyncDisposable
{
    private const byte RecordSeparator = 0x1E;
    private readonly ClientWebSocket socket = new();
    private readonly MemoryStream received = new();

    /// <summary>Connects, without a negotiation, with what a management client handed out.</summary>
    public static async Task<RawClient> ConnectAsync(NegotiationResponse ticket, CancellationToken cancellationToken = default)
    {
        var client = new RawClient();
        var url = ticket.Url!.Replace("http://", "ws://", StringComparison.Ordinal);
        await client.socket.ConnectAsync(new Uri($"{url}&access_token={ticket.AccessToken}"), cancellationToken);
        await client.socket.SendAsync("{\"protocol\":\"json\",\"version\":1}\u001e"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        var handshake = await client.ReadAsync(cancellationToken);
        return handshake is { } answer && !answer.TryGetProperty("error", out _) ? client : throw new InvalidOperationException($"The handshake was refused: {handshake}");
    }

    /// <summary>The next record; null when the connection has ended.</summary>
    public async Task<JsonElement?> ReadAsync(CancellationToken cancellationToken = default)
    {
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var bytes = received.GetBuffer().AsSpan(0, (int)received.Length);
            if (bytes.IndexOf(RecordSeparator) is var end and >= 0)
            {
                var record = JsonElement.Parse(bytes[..end]);
                var rest = bytes[(end + 1)..].ToArray();
                received.SetLength(0);
                received.Write(rest);
                return record;
            }

            WebSocketReceiveResult read;
            try
            {
                read = await socket.ReceiveAsync(buffer, cancellationToken);
            }
            catch (WebSocketException)
            {
                return null;
            }

            if (read.MessageType == WebSocketMessageType.Close)
                return null;
            received.Write(buffer, 0, read.Count);
        }
    }

    /// <summary>The first argument of the next message of that name; null when the connection ends before.</summary>
    public async Task<JsonElement?> ReadMessageAsync(string name, CancellationToken cancellationToken = default)
    {
        while (await ReadAsync(cancellationToken) is { } record)
        {
            if (record.TryGetProperty("target", out var target) && target.GetString() == name)
                return record.GetProperty("arguments")[0];
        }

        return null;
    }

    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        received.Dispose();
        return ValueTask.CompletedTask;
    }
}
