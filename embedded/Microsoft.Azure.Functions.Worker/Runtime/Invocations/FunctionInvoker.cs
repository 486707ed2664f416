using System.Collections;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Trading.Embedded.Functions.Invocations;

/// <summary>
/// Runs one invocation: in its own scope of services, span and log scope, within the time-out, through the middleware, to the
/// function's method. Every trigger comes through here.
/// </summary>
internal sealed partial class FunctionInvoker
{
    public const string SourceName = "Trading.Embedded.Functions";

    private const string UnhandledCategory = "Trading.Embedded.Functions.Invocation";
    private static readonly ActivitySource Source = new(SourceName);
    private static readonly Meter Meter = new(SourceName);
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("functions.invocation.duration", "s", "How long invocations took.");

    // What a function that ignores its cancelled token gets before the host stops waiting for it.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly IServiceScopeFactory scopes;
    private readonly EmbeddedPlatform platform;
    private readonly TimeSpan? limit;
    private readonly CancellationToken stopping;
    private readonly FunctionExecutionDelegate pipeline;
    private readonly ILogger logger;
    private int underWay;

    /// <param name="services">The app's services.</param>
    /// <param name="platform">Gives clock and ids.</param>
    /// <param name="limit">Longest an invocation may take.</param>
    /// <param name="wrap">Puts the middleware around the innermost step.</param>
    /// <param name="stopping">Cancelled when the host waits no longer for what is under way.</param>
    public FunctionInvoker(
        IServiceProvider services,
        EmbeddedPlatform platform,
        TimeSpan? limit,
        Func<FunctionExecutionDelegate, FunctionExecutionDelegate> wrap,
        CancellationToken stopping)
    {
        this.platform = platform;
        this.limit = limit;
        this.stopping = stopping;
        scopes = services.GetRequiredService<IServiceScopeFactory>();
        logger = services.GetRequiredService<ILoggerFactory>().CreateLogger(UnhandledCategory);
        pipeline = wrap(RunMethodAsync);
        platform.AddDuty(_ => Volatile.Read(ref underWay) > 0);
    }

    /// <returns>What the function returned, awaited, as far as no output binding takes it.</returns>
    /// <exception cref="BindingException">The event doesn't fit the function's parameters.</exception>
    /// <exception cref="FunctionTimeoutException">It took too long.</exception>
    public async Task<object?> InvokeAsync(Invocation invocation)
    {
        using var activity = StartActivity(invocation);
        using var timeout = new CancellationTokenSource(limit ?? Timeout.InfiniteTimeSpan, platform.Clock);
        // An activity ends by the engine's token alone, so that one cut off by a stop counts as not run rather than as failed.
        var hostStops = invocation.Function.Trigger is ActivityTrigger ? CancellationToken.None : stopping;
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(invocation.Cancelled, hostStops, timeout.Token);
        var run = RunAsync(invocation, cancelled.Token);
        try
        {
            return limit is { } longest ? await run.WaitAsync(longest + Grace, platform.Clock) : await run;
        }
        catch (Exception error) when (error is OperationCanceledException or TimeoutException && timeout.IsCancellationRequested && limit is { } longest)
        {
            activity?.SetStatus(ActivityStatusCode.Error, "timeout");
            var late = new FunctionTimeoutException(invocation.Function.Name, longest);
            Failed(invocation.Function.Name, late);
            throw late;
        }
        catch (Exception error)
        {
            activity?.SetStatus(ActivityStatusCode.Error, error.Message);
            throw;
        }
    }

    /// <summary>
    /// Runs an orchestrator's method. Its span, its time and its repetition belong to the engine, so it gets neither a span nor a
    /// time-out here, and whatever it awaits must come from its context.
    /// </summary>
    public Task<object?> InvokeOrchestratorAsync(Invocation invocation) => RunAsync(invocation, CancellationToken.None);

    private async Task<object?> RunAsync(Invocation invocation, CancellationToken cancelled)
    {
        var function = invocation.Function;
        var id = platform.NewId().ToString();
        var started = Stopwatch.GetTimestamp();
        var outcome = "failed";
        if (function.Trigger is not OrchestrationTrigger)
            Interlocked.Increment(ref underWay);
        using var log = logger.BeginScope(new InvocationScope(function.Name, id));
        var scope = invocation.Http is null ? scopes.CreateAsyncScope() : (AsyncServiceScope?)null;
        try
        {
            var context = new EmbeddedFunctionContext(id, invocation, invocation.Http?.RequestServices ?? scope!.Value.ServiceProvider, cancelled);
            if (invocation.Http is { } http)
                context.Items[FunctionContextExtensions.HttpContextKey] = http;
            await pipeline(context);
            var result = await function.Outputs.SendAsync(context.Result, cancelled);
            if (invocation.Answer is { } answer)
                await answer(result);
            outcome = "succeeded";
            return result;
        }
        catch (Exception error) when (error is BindingException or BadHttpRequestException)
        {
            outcome = "refused";
            throw;
        }
        catch (OperationCanceledException) when (cancelled.IsCancellationRequested)
        {
            outcome = "cancelled";
            throw;
        }
        catch (Exception error) when (invocation.Function.Trigger is not OrchestrationTrigger)
        {
            Failed(function.Name, error);
            throw;
        }
        finally
        {
            if (function.Trigger is not OrchestrationTrigger)
                Interlocked.Decrement(ref underWay);
            if (scope is not null)
                await scope.Value.DisposeAsync();
            Duration.Record(
                Stopwatch.GetElapsedTime(started).TotalSeconds,
                new KeyValuePair<string, object?>("function", function.Name),
                new KeyValuePair<string, object?>("trigger", function.Trigger.Kind),
                new KeyValuePair<string, object?>("outcome", outcome));
        }
    }

    // The innermost step of the pipeline.
    private static async Task RunMethodAsync(FunctionContext context)
    {
        var own = (EmbeddedFunctionContext)context;
        var function = own.Invocation.Function;
        var arguments = new object?[function.Binders.Count];
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = await function.Binders[i](own.Invocation, context);

        var instance = function.Activate?.Invoke(context.InstanceServices);
        try
        {
            var returned = function.Method.Invoke(instance, BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null);
            own.Result = await function.Completion(returned);
        }
        finally
        {
            if (instance is IAsyncDisposable asynchronous)
                await asynchronous.DisposeAsync();
            else
                (instance as IDisposable)?.Dispose();
        }
    }

    // There is a span even when nobody listens: ids for logs and messages come from it.
    private Activity? StartActivity(Invocation invocation)
    {
        // Its ids come from no seed, and they go into messages and histories.
        if (platform.IsSimulated)
            return null;
        var name = $"function {invocation.Function.Name}";
        var kind = invocation.Function.Trigger switch
        {
            HttpTrigger => ActivityKind.Server,
            QueueTrigger => ActivityKind.Consumer,
            _ => ActivityKind.Internal,
        };
        var activity = Source.StartActivity(name, kind, invocation.Parent);
        if (activity is null)
        {
            activity = new Activity(name);
            if (invocation.Parent != default)
                activity.SetParentId(invocation.Parent.TraceId, invocation.Parent.SpanId, invocation.Parent.TraceFlags);
            activity.TraceStateString = invocation.Parent.TraceState;
            activity.Start();
        }

        activity.SetTag("faas.name", invocation.Function.Name);
        activity.SetTag("faas.trigger", invocation.Function.Trigger.Kind);
        return activity;
    }

    [LoggerMessage(9001, LogLevel.Error, "Function {Function} failed")]
    private partial void Failed(string function, Exception error);

    private sealed class InvocationScope(string function, string id) : IReadOnlyList<KeyValuePair<string, object>>
    {
        public int Count => 2;

        public KeyValuePair<string, object> this[int index] => index switch
        {
            0 => new("FunctionName", function),
            1 => new("InvocationId", id),
            _ => throw new ArgumentOutOfRangeException(nameof(index)),
        };

        public IEnumerator<KeyValuePair<string, object>> GetEnumerator()
        {
            yield return this[0];
            yield return this[1];
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        public override string ToString() => $"{function} {id}";
    }
}
