namespace Trading.Embedded.ServiceBus;

/// <summary>Says that a call was cancelled as Microsoft's client says it.</summary>
internal static class Cancellation
{
    /// <exception cref="TaskCanceledException">Cancellation was asked for.</exception>
    public static void ThrowIfCancelled(this CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            throw new TaskCanceledException(null, null, cancellationToken);
    }
}
