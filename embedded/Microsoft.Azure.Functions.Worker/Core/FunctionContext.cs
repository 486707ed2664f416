namespace Microsoft.Azure.Functions.Worker;

/// <summary>One invocation of a function, as middleware and the function see it.</summary>
public abstract class FunctionContext
{
    /// <summary>For the derived classes.</summary>
    protected FunctionContext()
    {
    }

    /// <summary>Unique to the invocation.</summary>
    public abstract string InvocationId { get; }

    /// <summary>Identifies the function; stable over restarts as long as its name and method stay.</summary>
    public abstract string FunctionId { get; }

    /// <summary>W3C trace context of the invocation.</summary>
    public abstract TraceContext TraceContext { get; }

    /// <summary>What the trigger knows about the event, by name.</summary>
    public abstract BindingContext BindingContext { get; }

    /// <summary>Which attempt of the function's retry policy this is.</summary>
    public abstract RetryContext RetryContext { get; }

    /// <summary>The invocation's own scope of services.</summary>
    public abstract IServiceProvider InstanceServices { get; set; }

    /// <summary>The function that runs.</summary>
    public abstract FunctionDefinition FunctionDefinition { get; }

    /// <summary>Whatever middleware and function share during the invocation.</summary>
    public abstract IDictionary<object, object> Items { get; set; }

    /// <summary>Typed parts that triggers and middleware attach.</summary>
    public abstract IInvocationFeatures Features { get; }

    /// <summary>Cancelled when the caller left, the time-out passed or the host stops.</summary>
    public virtual CancellationToken CancellationToken { get; }
}
