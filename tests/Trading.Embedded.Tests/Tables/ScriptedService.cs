using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Trading.Embedded.Tests.Tables;

/// <summary>An HTTP server on a free port that answers each request by the next step of its script, the last one over and over.</summary>
internal sealed class ScriptedService : IAsyncDisposable
{
    private readonly WebApplication server;
    private readonly ConcurrentQueue<(string Method, string Target, string Body, IReadOnlyDictionary<string, string> Headers)> requests = new();

    private ScriptedService(WebApplication server) => this.server = server;

    public IReadOnlyCollection<(string Method, string Target, string Body, IReadOnlyDictionary<string, string> Headers)> Requests => requests;

    public Uri Address => new(server.Urls.First());

    public static async Task<ScriptedService> StartAsync(Action<ListenOptions> listen, params Func<HttpContext, Task>[] script)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen));
        var server = builder.Build();
        var service = new ScriptedService(server);
        var step = -1;
        server.Run(async context =>
        {
            using var body = new StreamReader(context.Request.Body);
            // Copied, because the server uses its own again for the next request.
            var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
            var target = context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget;
            service.requests.Enqueue((context.Request.Method, target, await body.ReadToEndAsync(), headers));
            await script[Math.Min(Interlocked.Increment(ref step), script.Length - 1)](context);
        });
        await server.StartAsync();
        return service;
    }

    public static Task<ScriptedService> StartAsync(params Func<HttpContext, Task>[] script) => StartAsync(_ => { }, script);

    /// <summary>A step that answers.</summary>
    public static Func<HttpContext, Task> Answer(int status, string body = "", string contentType = "application/json") => async context =>
    {
        context.Response.StatusCode = status;
        if (status == 204)
            return;
        context.Response.ContentType = contentType;
        await context.Response.WriteAsync(body);
    };

    /// <summary>A step that ends the connection without an answer.</summary>
    public static Task HangUp(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    /// <summary>A step that never answers.</summary>
    public static Task Silence(HttpContext context) => Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);

    public async ValueTask DisposeAsync() => await server.DisposeAsync();
}
