namespace Trading.Embedded.Functions.Invocations;

/// <summary>An invocation took longer than host.json's <c>functionTimeout</c>.</summary>
internal sealed class FunctionTimeoutException(string function, TimeSpan limit)
    : Exception($"The function {function} took longer than functionTimeout in host.json allows ({limit}).");
