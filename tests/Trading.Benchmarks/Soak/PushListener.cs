using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Connections;
using Trading.Embedded.Tests.SignalR;

namespace Trading.Benchmarks.Soak;

/// <summary>A page that listens to live updates.</summary>
internal sealed class PushListener(HttpClient client)
{
    private const int Invocation = 1;
    private long heard;

    /// <summary>Updates that arrived.</summary>
    public long Heard => Interlocked.Read(ref heard);

    /// <summary>Listens until the connection ends, which it does in time: a page that says nothing counts as gone.</summary>
    public async Task ListenAsync(CancellationToken stop)
    {
        await using var connection = await ConnectAsync(stop);
        while (await connection.ReadAsync(stop) is { } record)
        {
            if (record.TryGetProperty("type", out var type) && type.GetInt32() == Invocation)
                Interlocked.Increment(ref heard);
        }
    }

    /// <summary>Connects, and leaves.</summary>
    public async Task LookInAsync(CancellationToken stop) => await (await ConnectAsync(stop)).DisposeAsync();

    private async Task<RawClient> ConnectAsync(CancellationToken stop)
    {
        using var answer = (await client.PostAsync("/api/realtime/negotiate", null, stop)).EnsureSuccessStatusCode();
        var ticket = await answer.Content.ReadFromJsonAsync<JsonElement>(stop);
        return await RawClient.ConnectAsync(
            new NegotiationResponse { Url = ticket.GetProperty("url").GetString(), AccessToken = ticket.GetProperty("accessToken").GetString() }, stop);
    }
}
