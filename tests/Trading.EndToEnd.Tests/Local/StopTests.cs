using System.Net.Sockets;
using System.Text;

namespace Trading.EndToEnd.Tests.Local;

/// <summary>The program between the signal to stop and its end.</summary>
public sealed class StopTests : IAsyncLifetime
{
    private const string Bars = "timestamp,open,high,low,close,volume\n2026-01-05,1,1,1,1,1\n";
    private readonly string folder = Directory.CreateTempSubdirectory("local-").FullName;
    private LocalProcess local = null!;
    private Uri url = null!;

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        local = LocalProcess.Start("Trading.Local.dll", "--port", "0", "--data", folder);
        url = await local.ListeningAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await local.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_request_that_was_being_sent_is_taken_in_and_answered()
    {
        using var caller = await BeginToSendAsync();

        local.Terminate();
        await NobodyNewGetsInAsync();
        await caller.GetStream().WriteAsync(Encoding.ASCII.GetBytes(Bars[20..]), Ended);
        using var reader = new StreamReader(caller.GetStream());
        var answer = await reader.ReadToEndAsync(Ended);

        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
        Assert.Equal(0, await local.ExitAsync());
    }

    [Fact]
    public async Task A_second_signal_ends_it_at_once()
    {
        using var caller = await BeginToSendAsync();
        local.Terminate();
        await NobodyNewGetsInAsync();

        local.Terminate();

        Assert.Equal(143, await local.ExitAsync());
        Assert.Contains("A second signal ends at once", local.Output, StringComparison.Ordinal);
    }

    // A request whose body is not all there yet.
    private async Task<TcpClient> BeginToSendAsync()
    {
        var caller = new TcpClient();
        await caller.ConnectAsync(url.Host, url.Port, Ended);
        var head = $"POST /api/market/US/SYN/bars?interval=1d HTTP/1.1\r\nHost: {url.Authority}\r\nContent-Type: text/csv\r\nContent-Length: {Bars.Length}\r\nExpect: 100-continue\r\n\r\n";
        await caller.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head), Ended);
        // The program says so when it begins to read the body.
        var said = new byte[25];
        await caller.GetStream().ReadExactlyAsync(said, Ended);
        Assert.StartsWith("HTTP/1.1 100 Continue", Encoding.ASCII.GetString(said), StringComparison.Ordinal);
        await caller.GetStream().WriteAsync(Encoding.ASCII.GetBytes(Bars[..20]), Ended);
        return caller;
    }

    private Task NobodyNewGetsInAsync() => Wait.ForAsync(
        async () =>
        {
            using var other = new TcpClient();
            try
            {
                await other.ConnectAsync(url.Host, url.Port, Ended);
                return false;
            }
            catch (SocketException)
            {
                return true;
            }
        },
        TimeSpan.FromMinutes(1),
        () => $"still listens. It said:{Environment.NewLine}{local.Output}",
        Ended);
}
