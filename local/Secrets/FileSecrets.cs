using Trading.Application.Secrets;
using Trading.Domain.Accounts;

namespace Trading.Local.Secrets;

/// <summary>
/// Secrets in the file <c>secrets.json</c> of a data folder, each sealed, under a key that lies elsewhere. Any number of processes may use it at
/// once: each reads and writes under the lock <c>secrets.lock</c>, which the operating system gives back when one dies.
/// </summary>
internal sealed class FileSecrets : ISecrets
{
    private static readonly TimeSpan LockLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(100);

    private readonly string folder;
    private readonly string path;
    private readonly KeyFolder keys;
    private readonly TimeProvider clock;

    /// <exception cref="SecretsUnavailableException">The keys would lie in the data folder.</exception>
    public FileSecrets(string dataFolder, string keyFolder, TimeProvider clock)
    {
        folder = Path.GetFullPath(dataFolder);
        var keyPath = Path.GetFullPath(keyFolder);
        if ((keyPath + Path.DirectorySeparatorChar).StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new SecretsUnavailableException($"The folder of keys '{keyPath}' lies in the data folder '{folder}', where a copy of the data would take it along. Choose another with --keys.");
        path = Path.Combine(folder, "secrets.json");
        keys = new KeyFolder(keyPath, folder);
        this.clock = clock;
    }

    /// <inheritdoc/>
    public Task<SecretValue?> FindAsync(UserId user, SecretName name, CancellationToken cancellationToken) => LockedAsync(
        () => SecretFile.Read(path) is { } file && Find(file, user, name) is { } found ? Open(found, keys.Read(file.Key)) : null,
        cancellationToken);

    /// <inheritdoc/>
    public Task<StoredSecret> SetAsync(UserId user, SecretName name, SecretValue value, CancellationToken cancellationToken) => LockedAsync(
        () =>
        {
            var file = SecretFile.Read(path);
            var key = file is null ? keys.Create(clock.GetUtcNow()) : keys.Read(file.Key);
            file ??= SecretFile.Empty(key.Id);
            var before = Find(file, user, name);
            var secret = Seal(new SealedSecret(user.Value, name.Value, (before?.Version ?? 0) + 1, clock.GetUtcNow(), []), value, key);
            (file with { Secrets = [.. file.Secrets.Where(other => other != before), secret] }).Write(path);
            return new StoredSecret(name, secret.UpdatedAt);
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(UserId user, SecretName name, CancellationToken cancellationToken) => LockedAsync(
        () =>
        {
            if (SecretFile.Read(path) is not { } file || Find(file, user, name) is not { } found)
                return false;
            (file with { Secrets = [.. file.Secrets.Where(other => other != found)] }).Write(path);
            return true;
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredSecret>> ListAsync(UserId user, CancellationToken cancellationToken) => LockedAsync<IReadOnlyList<StoredSecret>>(
        () => [.. (SecretFile.Read(path)?.Secrets ?? [])
            .Where(secret => secret.User == user.Value).OrderBy(secret => secret.Name, StringComparer.Ordinal)
            .Select(secret => new StoredSecret(NameOf(secret), secret.UpdatedAt))],
        cancellationToken);

    /// <summary>Seals everything anew under a new key, and deletes the keys this folder had before.</summary>
    /// <remarks>
    /// The new key is stored first, then the file is replaced, then the old keys go: a crash in between leaves a file whose key is
    /// there, and at worst a key that nothing is sealed with, which the next rotation takes away.
    /// </remarks>
    /// <returns>How many secrets there are, and the path of the former key when it was kept because another folder had it first.</returns>
    /// <exception cref="SecretsUnavailableException">A secret can't be opened; nothing was changed.</exception>
    public Task<(int Count, string? KeptKey)> RotateAsync(CancellationToken cancellationToken) => LockedAsync<(int, string?)>(
        () =>
        {
            if (SecretFile.Read(path) is not { } file)
                return (0, null);
            var old = keys.Read(file.Key);
            var opened = file.Secrets.Select(secret => (secret, Value: Open(secret, old))).ToList();
            var key = keys.Create(clock.GetUtcNow());
            new SecretFile(file.Format, key.Id, [.. opened.Select(each => Seal(each.secret, each.Value, key))]).Write(path);
            keys.DeleteAllBut(key.Id);
            return (opened.Count, File.Exists(keys.PathOf(old.Id)) ? keys.PathOf(old.Id) : null);
        },
        cancellationToken);

    private static SealedSecret? Find(SecretFile file, UserId user, SecretName name) =>
        file.Secrets.SingleOrDefault(secret => secret.User == user.Value && secret.Name == name.Value);

    private static SealedSecret Seal(SealedSecret secret, SecretValue value, SealingKey key) =>
        secret with { Content = key.Seal(value.Reveal(), secret.Label) };

    private SecretValue Open(SealedSecret secret, SealingKey key) =>
        key.Open(secret.Content, secret.Label) is { } text && SecretValue.Of(text).TryGet(out var value, out _)
            ? value
            : throw new SecretsUnavailableException(
                $"The secret '{secret.Name}' in '{path}' can't be opened with the key '{keys.PathOf(key.Id)}': it was changed, or sealed with another key. Put the file or the key back from a back-up, or set the secret anew; nothing was changed.");

    // Names that are none were refused when the file was read.
    private static SecretName NameOf(SealedSecret secret) => SecretName.TryCreate(secret.Name, out var name) ? name : default;

    private async Task<T> LockedAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(folder);
            using var held = await LockAsync(cancellationToken);
            return work();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SecretsUnavailableException($"The secrets of '{folder}' can't be used: {error.Message}", error);
        }
    }

    private async Task<FileStream> LockAsync(CancellationToken cancellationToken)
    {
        var lockPath = Path.Combine(folder, "secrets.lock");
        var since = clock.GetTimestamp();
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                return DurableFile.Lock(lockPath);
            }
            catch (IOException error) when (error is not (DirectoryNotFoundException or PathTooLongException))
            {
                // Another has it, if only for a moment: what is done under it takes milliseconds.
                if (clock.GetElapsedTime(since) > LockLimit)
                    throw new SecretsUnavailableException($"'{lockPath}' was held by another process for {LockLimit.TotalSeconds:0} seconds: {error.Message}", error);
            }

            await Task.Delay(pause, clock, cancellationToken);
        }
    }
}
