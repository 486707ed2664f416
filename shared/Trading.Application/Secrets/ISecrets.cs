using Trading.Domain.Accounts;

namespace Trading.Application.Secrets;

/// <summary>What users entrust to the system so that it can act for them: logins of brokers, keys of data providers.</summary>
/// <remarks>
/// <para>A value is replaced whole: who reads while it is set gets the old one or the new one. A login of several parts (key, secret, account)
/// is therefore one value, so that its parts never mix. Of two that set at once the later holds.</para>
/// <para>Nothing is cached: a value that was set or deleted counts at once, everywhere. Who needs one for every request keeps it as
/// long as its session, not longer.</para>
/// <para>A store that is busy or throttles is asked again, with growing pauses, for a minute at most.</para>
/// </remarks>
public interface ISecrets
{
    /// <summary>The present value; null when there is none that may be used: never set, deleted, disabled or expired.</summary>
    /// <exception cref="SecretsUnavailableException">The store can't be reached, read or opened.</exception>
    Task<SecretValue?> FindAsync(UserId user, SecretName name, CancellationToken cancellationToken);

    /// <summary>Sets a new value, which is safely stored when this completes; also under a name that was deleted.</summary>
    /// <exception cref="SecretsUnavailableException">The store can't be reached or written; whether the value was set is unknown. Setting it again does no harm.</exception>
    Task<StoredSecret> SetAsync(UserId user, SecretName name, SecretValue value, CancellationToken cancellationToken);

    /// <summary>Takes a secret away; false when there is none. A store may keep what was deleted for a time, out of everyone's sight.</summary>
    /// <exception cref="SecretsUnavailableException">The store can't be reached or written. Deleting again does no harm.</exception>
    Task<bool> DeleteAsync(UserId user, SecretName name, CancellationToken cancellationToken);

    /// <summary>What the user has, by name; also what is disabled or expired.</summary>
    /// <exception cref="SecretsUnavailableException">The store can't be reached or read.</exception>
    Task<IReadOnlyList<StoredSecret>> ListAsync(UserId user, CancellationToken cancellationToken);
}
