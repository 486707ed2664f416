using Microsoft.Extensions.Logging;
using Trading.Domain.Accounts;

namespace Trading.Application.Secrets;

/// <summary>Lets a user set, list and delete secrets, and writes down who did. No use case gives a value back to its user.</summary>
public sealed class ManageSecretsHandler(ISecrets secrets, ILogger<ManageSecretsHandler> logger)
{
    /// <summary>Sets a value.</summary>
    /// <exception cref="SecretsUnavailableException">It may not have been stored.</exception>
    public async Task<StoredSecret> SetAsync(UserId user, SecretName name, SecretValue value, CancellationToken cancellationToken)
    {
        var stored = await secrets.SetAsync(user, name, value, cancellationToken);
        logger.SecretSet(user.Value, name.Value);
        return stored;
    }

    /// <summary>The user's secrets by name, without their values.</summary>
    /// <exception cref="SecretsUnavailableException">The store can't be read.</exception>
    public Task<IReadOnlyList<StoredSecret>> ListAsync(UserId user, CancellationToken cancellationToken) => secrets.ListAsync(user, cancellationToken);

    /// <summary>Deletes a secret; false when there is none of that name.</summary>
    /// <exception cref="SecretsUnavailableException">It may not have been deleted.</exception>
    public async Task<bool> DeleteAsync(UserId user, SecretName name, CancellationToken cancellationToken)
    {
        var deleted = await secrets.DeleteAsync(user, name, cancellationToken);
        if (deleted)
            logger.SecretDeleted(user.Value, name.Value);
        return deleted;
    }
}
