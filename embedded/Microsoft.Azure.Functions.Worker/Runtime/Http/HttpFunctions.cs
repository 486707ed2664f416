using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Trading.Embedded.Functions.Invocations;

namespace Trading.Embedded.Functions.Http;

/// <summary>Answers requests by HTTP functions.</summary>
internal static class HttpFunctions
{
    /// <summary>Marks a request that a function answered, so that the host adds nothing to an answer without a body.</summary>
    public const string AnsweredKey = "Trading.Embedded.Functions.Answered";

    /// <param name="routes">Where the functions are mapped.</param>
    /// <param name="functions">All functions; those of other triggers are left out.</param>
    /// <param name="invoker">Runs them.</param>
    /// <param name="mayCall">Whether a request shows the key that a level asks for.</param>
    public static void MapFunctions(this IEndpointRouteBuilder routes, IEnumerable<FunctionEntry> functions, FunctionInvoker invoker, Func<HttpRequest, AuthorizationLevel, bool> mayCall)
    {
        foreach (var function in functions)
        {
            if (function.Trigger is not HttpTrigger trigger)
                continue;
            RequestDelegate answer = http => mayCall(http.Request, trigger.Level)
                ? AnswerAsync(http, function, invoker)
                : HostProblems.WriteAsync(http, StatusCodes.Status401Unauthorized, "unauthorized", "This function needs a key in the header x-functions-key.");
            var endpoint = trigger.Methods.Count == 0 ? routes.Map(trigger.Route, answer) : routes.MapMethods(trigger.Route.RawText!, trigger.Methods, answer);
            endpoint.WithDisplayName(function.Name);
        }
    }

    private static async Task AnswerAsync(HttpContext http, FunctionEntry function, FunctionInvoker invoker)
    {
        http.Items[AnsweredKey] = true;
        var (decided, isWritten) = (0, false);
        try
        {
            await invoker.InvokeAsync(new Invocation
            {
                Function = function,
                Payload = http,
                Http = http,
                Data = DataOf(http),
                Answer = WriteInTimeAsync,
                Parent = Activity.Current?.Context ?? ParentOf(http.Request),
                Cancelled = http.RequestAborted,
            });
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to read an answer.
            if (!http.Response.HasStarted)
                http.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
        catch (BindingException refusal)
        {
            await HostProblems.WriteAsync(http, refusal.Status, refusal.Code, refusal.Message, refusal.Field);
        }
        catch (FunctionTimeoutException) when (Interlocked.Exchange(ref decided, 1) != 0 && !Volatile.Read(ref isWritten))
        {
            // The answer is still being written, and without its connection it can go into no other.
            http.Abort();
            throw;
        }

        // Either the function answers or its time-out does: the connection goes on to another request, where a late answer must not come.
        async Task WriteInTimeAsync(object? result)
        {
            if (Interlocked.Exchange(ref decided, 1) != 0)
                throw new OperationCanceledException("The request was answered by the function's time-out.");
            try
            {
                await WriteAsync(http, result);
            }
            finally
            {
                Volatile.Write(ref isWritten, true);
            }
        }
    }

    private static Task WriteAsync(HttpContext http, object? result) => result switch
    {
        null => Task.CompletedTask,
        IResult known => known.ExecuteAsync(http),
        IActionResult known => known.ExecuteResultAsync(new ActionContext(http, http.GetRouteData(), new ActionDescriptor())),
        string text => http.Response.WriteAsync(text, http.RequestAborted),
        _ => http.Response.WriteAsJsonAsync(result, result.GetType(), http.RequestAborted),
    };

    private static ActivityContext ParentOf(HttpRequest request) =>
        ActivityContext.TryParse(request.Headers.TraceParent, request.Headers.TraceState, isRemote: true, out var parent) ? parent : default;

    private static Dictionary<string, object?> DataOf(HttpContext http)
    {
        var data = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in http.Request.Query)
            data[name] = values.ToString();
        foreach (var (name, value) in http.Request.RouteValues)
            data[name] = value;
        return data;
    }
}
