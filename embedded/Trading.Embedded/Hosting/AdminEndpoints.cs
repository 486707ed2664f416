using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Trading.Embedded.Functions.Http;
using Trading.Embedded.Functions.Invocations;

namespace Trading.Embedded.Hosting;

/// <summary>
/// The host's own addresses, as the Functions host has them: how it is, which functions it has, running a timer or queue function
/// by hand, renewing a key. All but the ping need the master key.
/// </summary>
internal sealed class AdminEndpoints(WebApplication app, FunctionsRuntime runtime, HostKeys keys, TimeProvider clock)
{
    private readonly DateTimeOffset started = clock.GetUtcNow();

    public void Map()
    {
        app.MapMethods("/admin/host/ping", ["GET", "POST"], () => Results.Ok());
        app.MapGet("/admin/host/status", Guarded(Status));
        app.MapGet("/admin/functions", Guarded(http => Results.Json(runtime.Functions.Select(function => Metadata(function, http.Request)))));
        app.MapGet("/admin/functions/{name}", Guarded(http => Named(http) is { } function ? Results.Json(Metadata(function, http.Request)) : NoFunction(http)));
        app.MapPost("/admin/functions/{name}", Guarded(RunAsync));
        app.MapPost("/admin/host/keys/{name}", Guarded(RenewKeyAsync));
    }

    private RequestDelegate Guarded(Func<HttpContext, IResult> answer) => Guarded(http => Task.FromResult(answer(http)));

    private RequestDelegate Guarded(Func<HttpContext, Task<IResult>> answer) => async http =>
    {
        var result = keys.Allows(http.Request, AuthorizationLevel.Admin)
            ? await answer(http)
            : HostProblems.Of(http, StatusCodes.Status401Unauthorized, "unauthorized", "This address needs the master key of the data folder in the header x-functions-key.");
        await result.ExecuteAsync(http);
    };

    private IResult Status(HttpContext http) => Results.Json(new
    {
        id = Environment.MachineName,
        state = IsStopping ? "Stopping" : "Running",
        version = typeof(AdminEndpoints).Assembly.GetName().Version?.ToString(3),
        processUptime = (long)(clock.GetUtcNow() - started).TotalMilliseconds,
        heapBytes = GC.GetGCMemoryInfo().HeapSizeBytes,
    });

    private async Task<IResult> RunAsync(HttpContext http)
    {
        if (Named(http) is not { } function)
            return NoFunction(http);
        if (function.Trigger is not (TimerTrigger or QueueTrigger))
            return HostProblems.Of(http, StatusCodes.Status400BadRequest, "not-by-hand", "Only timer and queue functions can be run by hand.");
        if (!http.Request.HasJsonContentType())
            return HostProblems.Of(http, StatusCodes.Status415UnsupportedMediaType, "unsupported-media-type", "Content-Type must be application/json.");
        if (IsStopping)
            return HostProblems.Of(http, StatusCodes.Status503ServiceUnavailable, "stopping", "The server is stopping; try again.");

        using var body = await ReadAsync(http);
        if (body?.RootElement.ValueKind != JsonValueKind.Object)
            return HostProblems.Of(http, StatusCodes.Status400BadRequest, "malformed-json", "Expected a JSON object with the message, {\"input\": \"…\"}; for a timer {} will do.", "input");
        if (function.Trigger is TimerTrigger)
        {
            runtime.Timers.Fire(function);
            return Results.Accepted();
        }

        if (!body.RootElement.TryGetProperty("input", out var input) || input.ValueKind is JsonValueKind.Null or JsonValueKind.Object or JsonValueKind.Array)
            return HostProblems.Of(http, StatusCodes.Status400BadRequest, "malformed-json", "'input' must be the message as a string, a number, true or false; a JSON message is given as a string.", "input");
        await runtime.Queues.SendAsync(function, input.ValueKind == JsonValueKind.String ? input.GetString()! : input.GetRawText(), http.RequestAborted);
        return Results.Accepted();
    }

    private async Task<IResult> RenewKeyAsync(HttpContext http)
    {
        var name = (string)http.GetRouteValue("name")!;
        http.Response.Headers.CacheControl = "no-store";
        return await keys.RenewAsync(name) is { } value
            ? Results.Json(new { name, value })
            : HostProblems.Of(http, StatusCodes.Status404NotFound, "unknown-key", $"There is no key of that name; expected {HostKeys.DefaultName} or {HostKeys.MasterName}.");
    }

    private bool IsStopping => app.Lifetime.ApplicationStopping.IsCancellationRequested;

    private FunctionEntry? Named(HttpContext http) =>
        runtime.Functions.FirstOrDefault(function => function.Name.Equals(http.GetRouteValue("name") as string, StringComparison.OrdinalIgnoreCase));

    private static IResult NoFunction(HttpContext http) => HostProblems.Of(http, StatusCodes.Status404NotFound, "unknown-function", "There is no function of that name.");

    private static async Task<JsonDocument?> ReadAsync(HttpContext http)
    {
        try
        {
            return await JsonDocument.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // The names are those of the Functions host's own answer.
    private static object Metadata(FunctionEntry function, HttpRequest request)
    {
        var root = $"{request.Scheme}://{request.Host}";
        return new
        {
            name = function.Name,
            href = $"{root}/admin/functions/{function.Name}",
            invoke_url_template = function.Trigger is HttpTrigger http ? $"{root}/{http.Route.RawText}" : null,
            language = "dotnet-isolated",
            isDisabled = false,
            config = new
            {
                name = function.Name,
                scriptFile = Path.GetFileName(function.Definition.PathToAssembly),
                entryPoint = function.Definition.EntryPoint,
                language = "dotnet-isolated",
                bindings = Bindings(function),
            },
        };
    }

    private static IEnumerable<Dictionary<string, object?>> Bindings(FunctionEntry function)
    {
        var others = function.Definition.InputBindings.Values.Where(input => input.Name != function.Trigger.Parameter)
            .Concat(function.Definition.OutputBindings.Values)
            .OrderBy(other => other.Direction).ThenBy(other => other.Name, StringComparer.Ordinal);
        return others.Select(other => Binding(other.Name, other.Direction, other.Type)).Prepend(OfTrigger(function.Trigger));
    }

    private static Dictionary<string, object?> Binding(string name, BindingDirection direction, string type) =>
        new() { ["name"] = name, ["direction"] = direction.ToString(), ["type"] = type };

    private static Dictionary<string, object?> OfTrigger(Trigger trigger)
    {
        var binding = Binding(trigger.Parameter, BindingDirection.In, trigger.Kind);
        switch (trigger)
        {
            case HttpTrigger http:
                binding["authLevel"] = http.Level.ToString();
                binding["methods"] = http.Methods.Select(method => method.ToLowerInvariant());
                binding["route"] = http.Text;
                break;
            case TimerTrigger timer:
                binding["schedule"] = timer.Text;
                binding["runOnStartup"] = timer.RunOnStartup;
                binding["useMonitor"] = timer.UseMonitor;
                break;
            case QueueTrigger queue:
                binding["queueName"] = queue.Queue;
                break;
            case OrchestrationTrigger orchestration:
                binding["orchestration"] = orchestration.Name;
                break;
            case ActivityTrigger activity:
                binding["activity"] = activity.Name;
                break;
        }

        return binding;
    }
}
