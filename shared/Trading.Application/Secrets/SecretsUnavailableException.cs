namespace Trading.Application.Secrets;

/// <summary>The store of secrets can't be used; the message says which one, why and what to do, and never holds a value.</summary>
public sealed class SecretsUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
