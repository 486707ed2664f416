namespace Trading.Local;

/// <summary>The address can't be listened on; the message says why and what to do.</summary>
internal sealed class CannotListenException(string message) : Exception(message);
