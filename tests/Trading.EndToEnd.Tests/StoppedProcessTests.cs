using System.Net;
using System.Net.Sockets;

namespace Trading.EndToEnd.Tests;

/// <summary>A program that is told to stop in the midst of trading and of answering many callers.</summary>
public sealed class StoppedProcessTests(ITestOutputHelper log) : KilledProcess(log, kills: 4)
{
    private const int Callers = 8;

    [Fact]
    public Task A_stopped_program_loses_no_order_doubles_none_and_leaves_no_caller_without_an_answer() =>
        TradeAsync("SYN", KilledProcessTests.Synthetic(bars: 401), entry: "sma(3) crosses above sma(8)", exit: "sma(3) crosses below sma(8)", expected: null);

    private protected override async Task EndAsync(TradingProcess trading)
    {
        // One that doesn't serve yet may end as any program does that knows nothing of the signal.
        var serves = trading.Output.Contains("Application started", StringComparison.Ordinal);
        using var ended = new CancellationTokenSource();
        var calls = Enumerable.Range(0, trading.Url is null ? 0 : Callers).Select(_ => CallAsync(trading.Url!, ended.Token)).ToList();

        var exitCode = await trading.TerminateAsync();

        await ended.CancelAsync();
        var answers = (await Task.WhenAll(calls)).SelectMany(answer => answer).ToList();
        Assert.All(answers, status => Assert.Equal(HttpStatusCode.OK, status));
        if (serves)
            Assert.Equal(0, exitCode);
    }

    /// <summary>Calls, each time over a new connection, until nobody listens any more.</summary>
    /// <returns>What was answered. A call whose connection was made and that had no answer at all fails.</returns>
    private static async Task<List<HttpStatusCode>> CallAsync(Uri url, CancellationToken ended)
    {
        var answers = new List<HttpStatusCode>();
        using var client = new HttpClient { BaseAddress = url, DefaultRequestHeaders = { ConnectionClose = true } };
        while (!ended.IsCancellationRequested)
        {
            try
            {
                using var answer = await client.GetAsync("/api/health", CancellationToken.None);
                answers.Add(answer.StatusCode);
            }
            catch (HttpRequestException error) when (error.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused })
            {
                await Task.Delay(1, CancellationToken.None);
            }
            catch (HttpRequestException error) when (error.GetBaseException() is SocketException { SocketErrorCode: SocketError.ConnectionReset })
            {
                // The system had it in its queue for a listener that closed; no program ever saw it.
            }
        }

        return answers;
    }
}
