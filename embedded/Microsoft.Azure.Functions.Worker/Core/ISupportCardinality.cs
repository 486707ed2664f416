namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

/// <summary>A binding that can deliver one event or a batch.</summary>
public interface ISupportCardinality
{
    /// <summary>What an invocation receives.</summary>
    Cardinality Cardinality { get; set; }
}
