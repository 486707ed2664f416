using Trading.Domain.Accounts;

namespace Trading.Application.Realtime;

/// <summary>Tells a user's open pages that something changed.</summary>
/// <remarks>
/// A message is a hint, never the truth: it may be lost, doubled or late, and who receives one asks the API when it matters.
/// </remarks>
public interface IPush
{
    /// <summary>Sends a message to every open connection of a user.</summary>
    /// <param name="user">Who receives it.</param>
    /// <param name="message">One of <see cref="PushMessages"/>.</param>
    /// <param name="payload">What is sent, as camelCase JSON. Small: ids, states and a few figures.</param>
    /// <param name="cancellationToken">Gives up the attempt.</param>
    /// <returns>
    /// Completes when the message was handed over or given up. A failure is logged and counted and never thrown: no trade fails
    /// because a browser could not be told of it.
    /// </returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    Task ToUserAsync(UserId user, string message, object payload, CancellationToken cancellationToken);
}
