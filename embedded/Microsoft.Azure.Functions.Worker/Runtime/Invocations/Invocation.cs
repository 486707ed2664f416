using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Trading.Embedded.Functions.Invocations;

/// <summary>One event that a function is to handle.</summary>
internal sealed class Invocation
{
    public required FunctionEntry Function { get; init; }

    /// <summary>What the trigger hands over: the request, the timer's state, the message, the orchestration's context.</summary>
    public required object Payload { get; init; }

    /// <summary>What else it knows, by name whatever the case.</summary>
    public IReadOnlyDictionary<string, object?> Data { get; init; } = System.Collections.Immutable.ImmutableDictionary<string, object?>.Empty;

    /// <summary>For HTTP: the request and the services that live as long as it.</summary>
    public HttpContext? Http { get; init; }

    /// <summary>What is done with what the function returned, as part of the invocation: within its time-out, and cancelled with it.</summary>
    public Func<object?, Task>? Answer { get; init; }

    /// <summary>The trace it belongs to.</summary>
    public ActivityContext Parent { get; init; }

    /// <summary>Cancelled when nobody waits for it any more.</summary>
    public CancellationToken Cancelled { get; init; }
}
