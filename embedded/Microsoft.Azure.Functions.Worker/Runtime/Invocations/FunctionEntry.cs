using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Trading.Embedded.Functions.Outputs;

namespace Trading.Embedded.Functions.Invocations;

/// <summary>One function: what runs it, what it runs, and how each parameter gets its value.</summary>
internal sealed class FunctionEntry
{
    public required string Name { get; init; }

    public required MethodInfo Method { get; init; }

    public required Trigger Trigger { get; init; }

    public required FunctionDefinition Definition { get; init; }

    /// <summary>In the order of the parameters.</summary>
    public required IReadOnlyList<ParameterBinder> Binders { get; init; }

    /// <summary>Awaits what the method returned.</summary>
    public required Func<object?, Task<object?>> Completion { get; init; }

    /// <summary>What becomes of its result.</summary>
    public required FunctionOutputs Outputs { get; init; }

    /// <summary>Makes the class's instance from a scope; null for static methods.</summary>
    public required Func<IServiceProvider, object>? Activate { get; init; }
}
