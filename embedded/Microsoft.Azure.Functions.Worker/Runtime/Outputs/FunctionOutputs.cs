using System.Reflection;

namespace Trading.Embedded.Functions.Outputs;

/// <summary>What becomes of the value that a function returned: what its bindings send, and what is left for its trigger.</summary>
/// <param name="Bindings">In the order in which they send, by the property that holds the value; without one the whole result is sent.</param>
/// <param name="Answer">The property that answers an HTTP request; null when none does.</param>
internal sealed record FunctionOutputs(IReadOnlyList<(PropertyInfo? Property, OutputBinding Binding)> Bindings, PropertyInfo? Answer)
{
    /// <summary>The result is the trigger's alone.</summary>
    public static readonly FunctionOutputs None = new([], null);

    /// <summary>Sends what the bindings take.</summary>
    /// <returns>What the trigger gets: the whole result where nothing binds it, else the answer.</returns>
    public async Task<object?> SendAsync(object? result, CancellationToken cancellationToken)
    {
        if (Bindings.Count == 0 && Answer is null || result is null)
            return result;
        foreach (var (property, binding) in Bindings)
        {
            if ((property is null ? result : property.GetValue(result)) is { } value)
                await binding.SendAsync(value, cancellationToken);
        }

        return Answer?.GetValue(result);
    }
}
