namespace Trading.Embedded.Functions.Outputs;

/// <summary>Where a value that a function returned goes.</summary>
/// <param name="Type">Name of the binding in function metadata.</param>
/// <param name="SendAsync">Sends a value; not called for null. When it throws, the invocation has failed.</param>
internal sealed record OutputBinding(string Type, Func<object, CancellationToken, Task> SendAsync);
