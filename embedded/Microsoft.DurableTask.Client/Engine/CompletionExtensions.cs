namespace Trading.Embedded.Durable;

/// <summary>Completing tasks with what a reader gives.</summary>
internal static class CompletionExtensions
{
    /// <summary>Completes with the value, or with the exception of whoever could not read it: the orchestrator that awaits it has to hear of it.</summary>
    public static void SetFrom<T>(this TaskCompletionSource<T> completion, Func<T> read)
    {
        T value;
        try
        {
            value = read();
        }
        catch (Exception error)
        {
            completion.TrySetException(error);
            return;
        }

        completion.TrySetResult(value);
    }
}
