using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace Trading.Functions.Hosting;

/// <summary>
/// Gives every invocation a correlation id that stands in each of its log lines and, for a request, in the answer's header
/// <c>x-correlation-id</c>: the one the request brought, when that is 1 to 64 letters, digits, dots, hyphens or underscores;
/// otherwise the trace id.
/// </summary>
internal sealed partial class CorrelationMiddleware(ILogger<CorrelationMiddleware> logger, TimeProvider clock) : IFunctionsWorkerMiddleware
{
    public const string HeaderName = "x-correlation-id";
    public const string BaggageName = "correlation.id";
    private const int MaxLength = 64;

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        var activity = Activity.Current;
        var http = context.GetHttpContext();
        var brought = http?.Request.Headers[HeaderName].ToString();
        if (!IsSafe(brought))
            brought = null;
        if (brought is not null)
            activity?.SetBaggage(BaggageName, brought);

        var inherited = activity?.GetBaggageItem(BaggageName);
        var id = brought ?? (IsSafe(inherited) ? inherited : null) ?? activity?.TraceId.ToHexString() ?? context.InvocationId;
        activity?.SetTag(BaggageName, id);
        http?.Response.Headers[HeaderName] = id;
        using (logger.BeginScope(new Dictionary<string, object> { ["CorrelationId"] = id }))
        {
            var started = clock.GetTimestamp();
            await next(context);
            // The path alone: a query may carry a key.
            if (http is not null)
                LogAnswered(http.Request.Method, http.Request.Path, context.FunctionDefinition.Name, clock.GetElapsedTime(started).TotalMilliseconds);
        }
    }

    internal static bool IsSafe(string? id) =>
        id is { Length: > 0 and <= MaxLength } && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_');

    [LoggerMessage(6201, LogLevel.Information, "{Method} {Path} was handled by {Function} in {Milliseconds:0.0} ms")]
    private partial void LogAnswered(string method, string path, string function, double milliseconds);
}
