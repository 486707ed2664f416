namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a trigger knows about the event.</summary>
public abstract class BindingContext
{
    /// <summary>For the derived classes.</summary>
    protected BindingContext()
    {
    }

    /// <summary>Route and query values, message properties and the like, by name whatever the case.</summary>
    public abstract IReadOnlyDictionary<string, object?> BindingData { get; }
}
