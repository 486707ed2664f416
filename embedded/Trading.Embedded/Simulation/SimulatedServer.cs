using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Trading.Embedded.Hosting;

/// <summary>Stands where Kestrel does in an imagined process: requests come from the same thread, and there is no network.</summary>
internal sealed class SimulatedServer : IServer
{
    private Func<IFeatureCollection, Task>? serve;
    private long requests;

    public IFeatureCollection Features { get; } = new FeatureCollection();

    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull
    {
        serve = features => ServeAsync(application, features);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        serve = null;
        return Task.CompletedTask;
    }

    public void Dispose() => serve = null;

    /// <summary>Answers one request.</summary>
    /// <exception cref="InvalidOperationException">The server doesn't run.</exception>
    public async Task<SimulatedResponse> AnswerAsync(
        string method, string pathAndQuery, int port, ReadOnlyMemory<byte> body, string? contentType, IReadOnlyDictionary<string, string> headers)
    {
        var answer = serve ?? throw new InvalidOperationException("The server doesn't run.");
        var (path, query) = pathAndQuery.IndexOf('?', StringComparison.Ordinal) is var mark and >= 0
            ? (pathAndQuery[..mark], pathAndQuery[mark..])
            : (pathAndQuery, string.Empty);
        var request = new HttpRequestFeature
        {
            Method = method,
            Scheme = "http",
            Protocol = "HTTP/1.1",
            Path = Uri.UnescapeDataString(path),
            QueryString = query,
            RawTarget = pathAndQuery,
            Body = new MemoryStream(body.ToArray(), writable: false),
            Headers = new HeaderDictionary { ["Host"] = $"localhost:{port}", ["Content-Length"] = $"{body.Length}" },
        };
        if (contentType is not null)
            request.Headers.ContentType = contentType;
        foreach (var (name, value) in headers)
            request.Headers[name] = value;

        using var written = new MemoryStream();
        var response = new Response();
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(request);
        features.Set<IHttpResponseFeature>(response);
        features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(written));
        features.Set<IHttpRequestIdentifierFeature>(new HttpRequestIdentifierFeature { TraceIdentifier = $"request-{++requests}" });
        features.Set<IHttpConnectionFeature>(new HttpConnectionFeature { RemoteIpAddress = IPAddress.Loopback, LocalIpAddress = IPAddress.Loopback, LocalPort = port });
        features.Set<IHttpBodyControlFeature>(null);

        await answer(features);
        await response.StartAsync();
        return new SimulatedResponse(response.StatusCode, written.ToArray());
    }

    private static async Task ServeAsync<TContext>(IHttpApplication<TContext> application, IFeatureCollection features)
        where TContext : notnull
    {
        var context = application.CreateContext(features);
        try
        {
            await application.ProcessRequestAsync(context);
            await features.GetRequiredFeature<IHttpResponseBodyFeature>().CompleteAsync();
            application.DisposeContext(context, null);
        }
        catch (Exception error)
        {
            application.DisposeContext(context, error);
            throw;
        }
    }

    private sealed class Response : HttpResponseFeature
    {
        private readonly Stack<(Func<object, Task> Call, object State)> starting = new();

        public override void OnStarting(Func<object, Task> callback, object state) => starting.Push((callback, state));

        public async Task StartAsync()
        {
            while (starting.TryPop(out var callback))
                await callback.Call(callback.State);
        }
    }
}
