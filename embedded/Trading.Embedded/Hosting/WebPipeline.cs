using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Trading.Embedded.Functions.Http;

namespace Trading.Embedded.Hosting;

/// <summary>What a request passes on its way to a function: who may call, how errors read, where the functions are.</summary>
internal static partial class WebPipeline
{
    public static void Compose(WebApplication app, EmbeddedHostOptions options, FunctionsRuntime runtime)
    {
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Trading.Embedded.Http");
        var guard = new LoopbackGuard(() => PortOf(app) ?? options.Port, options.AllowedOrigins);
        var keys = HostKeys.Open(options.Platform);

        app.Use((http, next) => FaultsAsync(http, next, logger, options));
        app.Use((http, next) => guard.Refusal(http.Request) is { } refusal
            ? HostProblems.WriteAsync(http, StatusCodes.Status403Forbidden, refusal.Code, refusal.Detail)
            : next(http));
        app.UseStatusCodePages(context => context.HttpContext.Items.ContainsKey(HttpFunctions.AnsweredKey)
            ? Task.CompletedTask
            : HostProblems.WriteAsync(context.HttpContext));
        app.UseRouting();
        app.UseCors(policy => policy.SetIsOriginAllowed(_ => true).AllowAnyHeader().AllowAnyMethod().AllowCredentials().WithExposedHeaders("Location", "Retry-After", "x-correlation-id"));
        foreach (var map in options.Endpoints)
            map(app);
        new AdminEndpoints(app, runtime, keys, options.Platform.Clock).Map();
        app.MapFunctions(runtime.Functions, runtime.Invoker, keys.Allows);
    }

    private static int? PortOf(WebApplication app) =>
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is { } address ? new Uri(address).Port : null;

    // The outermost step: whatever went wrong becomes an answer without details; those are in the log under the trace id.
    private static async Task FaultsAsync(HttpContext http, RequestDelegate next, ILogger logger, EmbeddedHostOptions options)
    {
        try
        {
            await next(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to read an answer.
        }
        catch (Exception error)
        {
            // A function's failure was logged by its invocation.
            if (error is not BadHttpRequestException && !(error is OperationCanceledException && IsStopping(http)) && !http.Items.ContainsKey(HttpFunctions.AnsweredKey))
                RequestFailed(logger, http.Request.Method, http.Request.Path, error);
            if (http.Response.HasStarted)
            {
                // What has left can't be taken back; a connection that breaks off tells the caller that the answer is not whole.
                http.Abort();
                return;
            }

            http.Response.Clear();
            await Explain(error, http, options).ExecuteAsync(http);
        }
    }

    private static IResult Explain(Exception error, HttpContext http, EmbeddedHostOptions options) => error switch
    {
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
            HostProblems.Of(http, StatusCodes.Status413PayloadTooLarge, "body-too-large", $"The limit is {LimitOf(http, options)} bytes."),
        BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout } =>
            HostProblems.Of(http, StatusCodes.Status408RequestTimeout, "too-slow", "The body came too slowly to wait for the rest of it."),
        BadHttpRequestException bad => HostProblems.Of(http, bad.StatusCode, "malformed-request", "The request can't be read."),
        OperationCanceledException when IsStopping(http) => HostProblems.Of(http, StatusCodes.Status503ServiceUnavailable, "stopping", "The server is stopping; try again."),
        _ => HostProblems.Of(http, StatusCodes.Status500InternalServerError, "internal-error", "Something failed that should not; the log tells more under the trace id."),
    };

    private static bool IsStopping(HttpContext http) =>
        http.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested;

    private static long LimitOf(HttpContext http, EmbeddedHostOptions options) =>
        http.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize ?? options.MaxRequestBodyBytes;

    [LoggerMessage(9111, LogLevel.Error, "{Method} {Path} failed")]
    private static partial void RequestFailed(ILogger logger, string method, string path, Exception error);
}
