using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Trading.Embedded.Functions.Http;
using Trading.Embedded.Functions.Invocations;

namespace Trading.Embedded.Hosting;

/// <summary>The host's own addresses, behind the master key: how it is, and running a timer or queue function by hand.</summary>
internal static class AdminEndpoints
{
    public static void Map(WebApplication app, FunctionsRuntime runtime, HostKeys keys, TimeProvider clock)
    {
        var started = clock.GetUtcNow();
        app.MapGet("/admin/host/status", Guarded(keys, http => http.Response.WriteAsJsonAsync(new
        {
            id = Environment.MachineName,
            state = "Running",
            version = typeof(AdminEndpoints).Assembly.GetName().Version?.ToString(3),
            processUptime = (long)(clock.GetUtcNow() - started).TotalMilliseconds,
            functions = runtime.Functions.Select(function => new { function.Name, trigger = function.Trigger.Describe() }),
        }, http.RequestAborted)));
        app.MapPost("/admin/functions/{name}", Guarded(keys, http => FireAsync(http, runtime)));
    }

    private static RequestDelegate Guarded(HostKeys keys, RequestDelegate answer) => http => keys.Allows(http.Request, AuthorizationLevel.Admin)
        ? answer(http)
        : HostProblems.WriteAsync(http, StatusCodes.Status401Unauthorized, "unauthorized", "This address needs the master key of the data folder in the header x-functions-key.");

    private static async Task FireAsync(HttpContext http, FunctionsRuntime runtime)
    {
        var name = http.GetRouteValue("name") as string;
        var function = runtime.Functions.FirstOrDefault(known => known.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        switch (function?.Trigger)
        {
            case null:
                await HostProblems.WriteAsync(http, StatusCodes.Status404NotFound, "unknown-function", "There is no function of that name.");
                return;
            case TimerTrigger:
                runtime.Timers.Fire(function);
                break;
            case QueueTrigger:
                if (await InputAsync(http) is not { } input)
                    return;
                await runtime.Queues.SendAsync(function, input, http.RequestAborted);
                break;
            default:
                await HostProblems.WriteAsync(http, StatusCodes.Status400BadRequest, "not-by-hand", "Only timer and queue functions can be run by hand.");
                return;
        }

        http.Response.StatusCode = StatusCodes.Status202Accepted;
    }

    private static async Task<string?> InputAsync(HttpContext http)
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted);
            if (body.RootElement.ValueKind == JsonValueKind.Object && body.RootElement.TryGetProperty("input", out var input))
                return input.ValueKind == JsonValueKind.String ? input.GetString() : input.GetRawText();
        }
        catch (JsonException)
        {
            // Said below, as for any other body that isn't as expected.
        }

        await HostProblems.WriteAsync(http, StatusCodes.Status400BadRequest, "malformed-json", "Expected a body {\"input\": …} with the message.", "input");
        return null;
    }
}
