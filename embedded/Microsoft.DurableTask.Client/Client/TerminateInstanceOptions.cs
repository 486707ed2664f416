namespace Microsoft.DurableTask.Client;

/// <summary>How an instance is ended from outside.</summary>
/// <param name="Output">Its output, or null for none.</param>
/// <param name="Recursive">Whether its children end with it.</param>
public record TerminateInstanceOptions(object? Output = null, bool Recursive = false);
