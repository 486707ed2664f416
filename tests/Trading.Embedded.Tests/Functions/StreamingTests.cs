using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Trading.Embedded.Tests.Functions.Specimens;

namespace Trading.Embedded.Tests.Functions;

/// <summary>Answers leave as they are made and requests are read as they come; neither is held whole.</summary>
public sealed class StreamingTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData("result", "firstlast")]
    [InlineData("action", "firstlast")]
    [InlineData("rows", """["first","last"]""")]
    [InlineData("body", "firstlast")]
    public async Task The_first_of_an_answer_arrives_before_the_last_is_made(string kind, string whole)
    {
        await using var host = await RunningHost.StartAsync(new HostSetup(typeof(StreamSpecimens)));
        using var response = await host.Client.GetAsync($"/api/stream/{kind}", HttpCompletionOption.ResponseHeadersRead, None);
        await using var body = await response.Content.ReadAsStreamAsync(None);

        var first = await ReadUntilAsync(body, "first");
        host.Services.GetRequiredService<Notes>().Add("go on");
        using var rest = new StreamReader(body);

        Assert.Equal(whole, first + await rest.ReadToEndAsync(None));
    }

    [Fact]
    public async Task The_first_of_a_request_is_read_before_the_last_is_sent()
    {
        await using var host = await RunningHost.StartAsync(new HostSetup(typeof(StreamSpecimens)));
        var notes = host.Services.GetRequiredService<Notes>();
        using var content = new PiecewiseContent(async body =>
        {
            await body.WriteAsync(new byte[1000]);
            await body.FlushAsync();
            await notes.WaitAsync(all => all.Contains("in 1000"));
            await body.WriteAsync(new byte[500]);
        });

        using var response = await host.Client.PostAsync("/api/stream/in", content, None);

        Assert.Equal("1500 bytes", await response.Content.ReadAsStringAsync(None));
    }

    [Fact]
    public async Task A_request_whose_rest_does_not_come_is_answered_that_it_was_too_slow()
    {
        await using var host = await RunningHost.StartAsync(new HostSetup(typeof(StreamSpecimens)));
        using var caller = new TcpClient();
        await caller.ConnectAsync(host.Address.Host, host.Address.Port, None);
        await caller.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"POST /api/stream/in HTTP/1.1\r\nHost: {host.Address.Authority}\r\nContent-Length: 1000\r\n\r\nbegin"), None);
        using var reader = new StreamReader(caller.GetStream());

        // Kestrel's patience is five seconds.
        var answer = await reader.ReadToEndAsync(None).WaitAsync(TimeSpan.FromMinutes(1), None);

        Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"too-slow\"", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_who_leaves_in_the_middle_of_an_answer_cancels_it()
    {
        await using var host = await RunningHost.StartAsync(new HostSetup(typeof(StreamSpecimens)));
        using (var response = await host.Client.GetAsync("/api/stream/endless", HttpCompletionOption.ResponseHeadersRead, None))
            await ReadUntilAsync(await response.Content.ReadAsStreamAsync(None), "first");

        await host.Services.GetRequiredService<Notes>().WaitAsync(all => all.Contains("stream cancelled"));

        Assert.DoesNotContain(host.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_answer_that_outlasts_the_time_out_breaks_off()
    {
        await using var host = await RunningHost.StartAsync(new HostSetup(typeof(StreamSpecimens)) { HostJson = """{ "functionTimeout": "00:00:00.3" }""" });

        await BreaksOffAsync(host, () => Task.CompletedTask);

        Assert.Contains("stream cancelled", host.Services.GetRequiredService<Notes>().All);
        Assert.Contains(host.Log.Lines, line => line.Contains("functionTimeout", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_answer_that_a_stop_cuts_off_breaks_off()
    {
        await using var host = await RunningHost.StartAsync(new HostSetup(typeof(StreamSpecimens)) { DrainTime = TimeSpan.FromMilliseconds(200) });

        await BreaksOffAsync(host, host.StopAsync);

        Assert.Contains("stream cancelled", host.Services.GetRequiredService<Notes>().All);
        Assert.DoesNotContain(host.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    // The caller must be able to tell that there is more to it than what arrived.
    private static async Task BreaksOffAsync(RunningHost host, Func<Task> cut)
    {
        using var response = await host.Client.GetAsync("/api/stream/endless", HttpCompletionOption.ResponseHeadersRead, None);
        await using var body = await response.Content.ReadAsStreamAsync(None);
        await ReadUntilAsync(body, "first");

        var cutting = cut();

        using var rest = new StreamReader(body);
        await Assert.ThrowsAnyAsync<IOException>(() => rest.ReadToEndAsync(None));
        await cutting;
    }

    private static async Task<string> ReadUntilAsync(Stream body, string expected)
    {
        var text = "";
        var piece = new byte[64];
        while (!text.EndsWith(expected, StringComparison.Ordinal) && !text.EndsWith($"{expected}\"", StringComparison.Ordinal))
        {
            var read = await body.ReadAsync(piece, None).AsTask().WaitAsync(TimeSpan.FromMinutes(1), None);
            Assert.True(read > 0, $"The answer ended after '{text}'.");
            text += Encoding.UTF8.GetString(piece, 0, read);
        }

        return text;
    }

    private sealed class PiecewiseContent(Func<Stream, Task> write) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => write(stream);

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
