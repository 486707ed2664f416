using Azure;
using Azure.Identity;
using Azure.Security.KeyVault.Secrets;
using Microsoft.Extensions.Logging;
using Trading.Application.Secrets;
using Trading.Domain.Accounts;

namespace Trading.Integrations.Secrets;

/// <summary>
/// Secrets in a key vault, a secret of the vault each (<see cref="VaultName"/>). The app's identity needs the role Key Vault Secrets Officer;
/// purging is not asked for, so a vault may have purge protection.
/// </summary>
internal sealed partial class KeyVaultSecrets(SecretClient vault, TimeProvider clock, ILogger<KeyVaultSecrets> logger) : ISecrets
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(500);

    public Task<SecretValue?> FindAsync(UserId user, SecretName name, CancellationToken cancellationToken) => AskAsync<SecretValue?>(
        async limited =>
        {
            try
            {
                KeyVaultSecret found = await vault.GetSecretAsync(VaultName.Of(user, name), cancellationToken: limited);
                // The vault hands out a value also outside of its time: that is for its readers to heed.
                if (found.Properties.ExpiresOn <= clock.GetUtcNow() || found.Properties.NotBefore > clock.GetUtcNow())
                {
                    LogUnusable(user.Value, name.Value, "outside of the time it is valid for");
                    return null;
                }

                if (SecretValue.Of(found.Value).TryGet(out var value, out var problem))
                    return value;
                LogUnusable(user.Value, name.Value, problem);
                return null;
            }
            catch (RequestFailedException error) when (error.Status == 404)
            {
                return null;
            }
            catch (RequestFailedException error) when (VaultError.Of(error).InnerCode == VaultError.Disabled)
            {
                LogUnusable(user.Value, name.Value, "disabled");
                return null;
            }
        },
        cancellationToken);

    public Task<StoredSecret> SetAsync(UserId user, SecretName name, SecretValue value, CancellationToken cancellationToken) => AskAsync(
        async limited =>
        {
            var secret = new KeyVaultSecret(VaultName.Of(user, name), value.Reveal());
            while (true)
            {
                try
                {
                    KeyVaultSecret stored = await vault.SetSecretAsync(secret, limited);
                    return new StoredSecret(name, stored.Properties.UpdatedOn ?? clock.GetUtcNow());
                }
                catch (RequestFailedException error) when (error.Status == 409)
                {
                    // What was deleted keeps its name for as long as the vault keeps it. It is brought back and gets its new value as a further
                    // version: purging it would need a right that no app should have, and a vault may forbid it.
                    if (VaultError.Of(error).InnerCode == VaultError.DeletedButRecoverable)
                        await RecoverAsync(secret.Name, limited);
                }

                // Being deleted or brought back takes the vault a few seconds, also after it says it is done.
                await Task.Delay(BetweenAttempts, clock, limited);
            }
        },
        cancellationToken);

    public Task<bool> DeleteAsync(UserId user, SecretName name, CancellationToken cancellationToken) => AskAsync(
        async limited =>
        {
            while (true)
            {
                try
                {
                    // Nobody can read it from here on; that the vault has yet to move it away need not be waited for.
                    await vault.StartDeleteSecretAsync(VaultName.Of(user, name), limited);
                    return true;
                }
                catch (RequestFailedException error) when (error.Status == 404)
                {
                    return false;
                }
                catch (RequestFailedException error) when (error.Status == 409)
                {
                    await Task.Delay(BetweenAttempts, clock, limited);
                }
            }
        },
        cancellationToken);

    public Task<IReadOnlyList<StoredSecret>> ListAsync(UserId user, CancellationToken cancellationToken) => AskAsync<IReadOnlyList<StoredSecret>>(
        async limited =>
        {
            var own = new List<StoredSecret>();
            // The vault knows no search: all names are gone through, 25 a page, and only this user's are kept.
            await foreach (var properties in vault.GetPropertiesOfSecretsAsync(limited))
            {
                if (VaultName.TryRead(properties.Name, user, out var name))
                    own.Add(new StoredSecret(name, properties.UpdatedOn ?? properties.CreatedOn ?? default));
            }

            return [.. own.OrderBy(secret => secret.Name.Value, StringComparer.Ordinal)];
        },
        cancellationToken);

    private async Task RecoverAsync(string vaultName, CancellationToken cancellationToken)
    {
        try
        {
            await vault.StartRecoverDeletedSecretAsync(vaultName, cancellationToken);
        }
        catch (RequestFailedException error) when (error.Status is 404 or 409)
        {
            // Someone else was first; the next attempt to set shows how far that is.
            LogRecoveredElsewhere(vaultName);
        }
    }

    /// <summary>Gives a call its limit, and turns what can go wrong into words that hold nothing of a secret.</summary>
    private async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await call(either.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw Unavailable($"was not done within {Limit.TotalSeconds:0} seconds");
        }
        catch (RequestFailedException error)
        {
            var told = VaultError.Of(error);
            throw Unavailable(told.Describe() + (told.Status == 403 ? "; the app's identity needs the role Key Vault Secrets Officer, and the vault must let its network in" : ""));
        }
        catch (AggregateException error)
        {
            // Every attempt failed, each in its own way.
            throw Unavailable($"could not be reached: {string.Join(", ", error.InnerExceptions.Select(Reason).Distinct())}");
        }
        catch (AuthenticationFailedException error)
        {
            throw new SecretsUnavailableException($"The app can't sign in to the key vault '{vault.VaultUri.Host}'.", error);
        }
        catch (InvalidOperationException error)
        {
            // The client refuses to send its token: the vault asked for one of another service, or is not reached over TLS.
            throw new SecretsUnavailableException($"The key vault '{vault.VaultUri.Host}' is not to be trusted with the app's token.", error);
        }
    }

    private static string Reason(Exception error) =>
        error is RequestFailedException { Status: > 0 } answered ? VaultError.Of(answered).Describe() : error.InnerException?.Message ?? error.Message;

    private SecretsUnavailableException Unavailable(string why) => new($"The key vault '{vault.VaultUri.Host}' {why}.");

    [LoggerMessage(2411, LogLevel.Warning, "Secret {SecretName} of {UserId} is there and not used: {Reason}")]
    private partial void LogUnusable(string userId, string secretName, string reason);

    [LoggerMessage(2412, LogLevel.Information, "The deleted secret {VaultName} is being brought back by someone else")]
    private partial void LogRecoveredElsewhere(string vaultName);
}
