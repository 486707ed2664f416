using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Body = Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute;

namespace Trading.Embedded.Tests.Functions.Specimens;

/// <summary>HTTP functions of every shape.</summary>
public sealed class HttpSpecimens(Notes notes, ILogger<HttpSpecimens> logger)
{
    [Function("Order")]
    public static IResult Order(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "orders/{id:int}/{side?}")] HttpRequest request,
        int id, string? side, DateOnly? from, decimal limit = 2.5m, bool live = false)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Results.Ok(new { id, side, from, limit, live });
    }

    [Function("Count")]
    public static IResult Count([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "count")] HttpRequest request, int number) =>
        Results.Text($"{request?.Path} {number}");

    [Function("Files")]
    public static string Files([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "files/{*path}")] HttpRequest request, string path) =>
        $"{request?.Method} {path}";

    [Function("CreateThing")]
    public static IActionResult Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "things")] HttpRequest request, [Body] Thing thing) =>
        new CreatedResult(new Uri("things/1", UriKind.Relative), thing);

    [Function("Upload")]
    public static async Task<long> UploadAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "upload")] HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var copy = new MemoryStream();
        await request.Body.CopyToAsync(copy, cancellationToken);
        return copy.Length;
    }

    [Function("Broken")]
    public static ValueTask<IResult> Broken([HttpTrigger(AuthorizationLevel.Anonymous, Route = "broken")] HttpRequest request) =>
        throw new InvalidOperationException($"the secret of {request?.Path}");

    [Function("Nothing")]
    public static Task NothingAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "nothing")] HttpRequest request) =>
        request is null ? throw new ArgumentNullException(nameof(request)) : Task.CompletedTask;

    [Function("NotThere")]
    public static IResult NotThere([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "not-there")] HttpRequest request) =>
        Results.NotFound(request?.QueryString.Value ?? "");

    [Function("WithKey")]
    public static string WithKey([HttpTrigger(AuthorizationLevel.Function, "get", Route = "with-key")] HttpRequest request) => $"in {request?.Path}";

    [Function("Context")]
    public IResult Context([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "context")] HttpRequest request, FunctionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        logger.LogWarning("said inside");
        return Results.Ok(new
        {
            context.InvocationId,
            context.FunctionDefinition.Name,
            trigger = context.FunctionDefinition.InputBindings["request"].Type,
            traceParent = context.TraceContext.TraceParent,
            traceId = Activity.Current?.TraceId.ToString(),
            parentSpan = Activity.Current?.Parent?.ParentSpanId.ToString(),
            sameRequest = ReferenceEquals(context.GetHttpContext()?.Request, request),
            bound = context.BindingContext.BindingData["Word"],
        });
    }

    [Function("Slow")]
    public async Task<string> SlowAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "slow")] HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        notes.Add("slow begins");
        await notes.WaitAsync(all => all.Contains("go on")).WaitAsync(cancellationToken);
        return "slow ended";
    }

    [Function("Endless")]
    public async Task EndlessAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "endless")] HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        notes.Add("endless begins");
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        finally
        {
            notes.Add("endless cancelled");
        }
    }

    /// <summary>A body.</summary>
    public sealed record Thing(string Name, int Size);
}
