using System.Collections.Immutable;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>A function as the host found it.</summary>
public abstract class FunctionDefinition
{
    /// <summary>For the derived classes.</summary>
    protected FunctionDefinition()
    {
    }

    /// <summary>Its parameters in order.</summary>
    public abstract ImmutableArray<FunctionParameter> Parameters { get; }

    /// <summary>Path of the assembly that holds it.</summary>
    public abstract string PathToAssembly { get; }

    /// <summary>Full name of type and method.</summary>
    public abstract string EntryPoint { get; }

    /// <summary>Stable over restarts as long as name and method stay.</summary>
    public abstract string Id { get; }

    /// <summary>The name given by its attribute.</summary>
    public abstract string Name { get; }

    /// <summary>The trigger and further inputs, by parameter name.</summary>
    public abstract IImmutableDictionary<string, BindingMetadata> InputBindings { get; }

    /// <summary>The outputs by name.</summary>
    public abstract IImmutableDictionary<string, BindingMetadata> OutputBindings { get; }
}
