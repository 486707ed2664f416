using Trading.Domain.Accounts;

namespace Trading.Application.Identity;

/// <summary>Who asks. Requests have one; timers, messages and orchestrations carry the owner's id with them instead.</summary>
public interface ICurrentUser
{
    /// <summary>The user's id.</summary>
    UserId Id { get; }
}
