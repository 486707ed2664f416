using Trading.Domain.Accounts;

namespace Trading.Application.Identity;

/// <summary>The one owner of a system that only its own machine can reach.</summary>
public sealed class LocalOwner : ICurrentUser
{
    /// <inheritdoc/>
    public UserId Id { get; } = new("owner");
}
