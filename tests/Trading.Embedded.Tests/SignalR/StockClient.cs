using System.Diagnostics;
using System.Text.Json;
using System.Threading.Channels;

namespace Trading.Embedded.Tests.SignalR;

/// <summary>A stock JavaScript client in a Node process of its own.</summary>
internal sealed class StockClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Process process;
    private readonly Channel<JsonElement> events = Channel.CreateUnbounded<JsonElement>();
    private readonly Task reading;

    private StockClient(Process process)
    {
        this.process = process;
        reading = ReadAsync();
    }

    /// <summary>The id that the server gave the connection; empty until connected.</summary>
    public string ConnectionId { get; private set; } = "";

    public static StockClient Start(string url, string transport, params string[] messages) => Run(["client.mjs", url, transport, .. messages]);

    /// <summary>Many clients in one Node process, each as a user of its own.</summary>
    public static StockClient StartCrowd(string url, int count) => Run(["crowd.mjs", url, $"{count}"]);

    public static async Task<StockClient> ConnectAsync(string url, params string[] messages)
    {
        var client = Start(url, "WebSockets", messages);
        await client.ConnectedAsync();
        return client;
    }

    public async Task ConnectedAsync() => ConnectionId = (await NextAsync("connected")).GetProperty("connectionId").GetString()!;

    /// <summary>The next event, which must be of this kind.</summary>
    public async Task<JsonElement> NextAsync(string expected)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        var next = await events.Reader.ReadAsync(limit.Token);
        Assert.True(next.GetProperty("event").GetString() == expected, $"Expected '{expected}', but the client told: {next}");
        return next;
    }

    /// <summary>The arguments of the next message, which must have this name.</summary>
    public async Task<JsonElement[]> NextMessageAsync(string message)
    {
        var next = await NextAsync("message");
        Assert.Equal(message, next.GetProperty("message").GetString());
        return [.. next.GetProperty("args").EnumerateArray()];
    }

    /// <summary>The texts of the messages <c>news</c> that come before the message <c>end</c>.</summary>
    public async Task<List<string>> NewsUntilEndAsync()
    {
        var news = new List<string>();
        while (true)
        {
            var next = await NextAsync("message");
            if (next.GetProperty("message").GetString() == "end")
                return news;
            news.Add(next.GetProperty("args")[0].GetString()!);
        }
    }

    public async Task<JsonElement> InvokeAsync(string method)
    {
        await process.StandardInput.WriteLineAsync(method);
        return await NextAsync("refused");
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
        }

        await reading;
        process.Dispose();
    }

    private static StockClient Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("node", arguments) { WorkingDirectory = StockClientFixture.Folder, RedirectStandardInput = true, RedirectStandardOutput = true };
        return new StockClient(Process.Start(start)!);
    }

    private async Task ReadAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            using var json = JsonDocument.Parse(line);
            events.Writer.TryWrite(json.RootElement.Clone());
        }

        events.Writer.Complete();
    }
}
