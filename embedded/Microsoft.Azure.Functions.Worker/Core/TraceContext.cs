namespace Microsoft.Azure.Functions.Worker;

/// <summary>W3C trace context of an invocation.</summary>
public abstract class TraceContext
{
    /// <summary>For the derived classes.</summary>
    protected TraceContext()
    {
    }

    /// <summary>The <c>traceparent</c> value.</summary>
    public abstract string TraceParent { get; }

    /// <summary>The <c>tracestate</c> value; empty when there is none.</summary>
    public abstract string TraceState { get; }

    /// <summary>What the host adds to the trace.</summary>
    public virtual IReadOnlyDictionary<string, string> Attributes { get; } = new Dictionary<string, string>();

    /// <summary>The W3C baggage that came along.</summary>
    public virtual IReadOnlyDictionary<string, string> Baggage { get; } = new Dictionary<string, string>();
}
