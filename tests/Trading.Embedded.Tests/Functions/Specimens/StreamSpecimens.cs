using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Trading.Embedded.Tests.Functions.Specimens;

/// <summary>HTTP functions whose answers and requests come in pieces.</summary>
public sealed class StreamSpecimens(Notes notes)
{
    [Function("StreamedResult")]
    public IResult Stream([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "stream/result")] HttpRequest request) =>
        Results.Stream(WriteAsync, request is null ? null : "text/plain");

    [Function("StreamedAction")]
    public IActionResult Action([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "stream/action")] HttpRequest request) =>
        request is null ? throw new ArgumentNullException(nameof(request)) : new WritingResult(WriteAsync);

    [Function("StreamedRows")]
    public IResult Rows([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "stream/rows")] HttpRequest request) =>
        request is null ? throw new ArgumentNullException(nameof(request)) : Results.Ok(RowsAsync());

    [Function("StreamedBody")]
    public async Task BodyAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "stream/body")] HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        await WriteAsync(request.HttpContext.Response.Body);
    }

    [Function("EndlessStream")]
    public IResult Endless([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "stream/endless")] HttpRequest request, CancellationToken cancellationToken) =>
        Results.Stream(
            async body =>
            {
                ArgumentNullException.ThrowIfNull(request);
                await body.WriteAsync("first"u8.ToArray(), cancellationToken);
                await body.FlushAsync(cancellationToken);
                try
                {
                    await Task.Delay(Timeout.Infinite, cancellationToken);
                }
                finally
                {
                    notes.Add("stream cancelled");
                }
            },
            "text/plain");

    [Function("StreamedIn")]
    public async Task<string> InAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "stream/in")] HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var piece = new byte[64 * 1024];
        long length = 0;
        while (await request.Body.ReadAsync(piece, cancellationToken) is var read and > 0)
        {
            length += read;
            notes.Add($"in {length}");
        }

        return $"{length} bytes";
    }

    private async Task WriteAsync(Stream body)
    {
        await body.WriteAsync(Encoding.UTF8.GetBytes("first"));
        await body.FlushAsync();
        await notes.WaitAsync(all => all.Contains("go on"));
        await body.WriteAsync(Encoding.UTF8.GetBytes("last"));
    }

    private async IAsyncEnumerable<string> RowsAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        yield return "first";
        await notes.WaitAsync(all => all.Contains("go on")).WaitAsync(cancellationToken);
        yield return "last";
    }

    private sealed class WritingResult(Func<Stream, Task> write) : IActionResult
    {
        public Task ExecuteResultAsync(ActionContext context) => write(context.HttpContext.Response.Body);
    }
}
