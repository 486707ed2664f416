namespace Trading.Application.Signals;

/// <summary>Takes signals to <see cref="ExecuteSignalHandler"/>: at least once, in any order.</summary>
public interface ISignalQueue
{
    /// <summary>Completes when the message is safely queued.</summary>
    Task SendAsync(SignalMessage signal, CancellationToken cancellationToken);
}
