namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

/// <summary>Whether an invocation receives one event or a batch.</summary>
public enum Cardinality
{
    /// <summary>A batch.</summary>
    Many = 0,

    /// <summary>One.</summary>
    One = 1,
}
