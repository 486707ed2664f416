using Trading.Domain;
using Trading.Domain.Accounts;
using Trading.Domain.Screening;

namespace Trading.Application.Screening;

/// <summary>Where users' screens are kept.</summary>
public interface IScreenRepository
{
    /// <summary>Stores a screen unless its id is taken.</summary>
    /// <returns>What is stored under the id: this screen, or the one that was there before; or that its name is taken.</returns>
    Task<Result<StoredScreen, ScreenRefusal>> CreateAsync(StoredScreen screen, CancellationToken cancellationToken);

    /// <summary>A screen; null when the user has none of that id.</summary>
    Task<StoredScreen?> FindAsync(UserId user, ScreenId id, CancellationToken cancellationToken);

    /// <summary>A screen by its name, whatever its case; null when the user has none of that name.</summary>
    Task<StoredScreen?> FindByNameAsync(UserId user, string name, CancellationToken cancellationToken);

    /// <summary>The user's screens, newest first.</summary>
    Task<IReadOnlyList<StoredScreen>> ListAsync(UserId user, CancellationToken cancellationToken);

    /// <summary>Replaces a screen that is still in the version before this one.</summary>
    /// <returns>The screen; or that it is unknown, was changed meanwhile, or that its new name is taken.</returns>
    Task<Result<StoredScreen, ScreenRefusal>> ReplaceAsync(StoredScreen screen, CancellationToken cancellationToken);

    /// <summary>Removes a screen.</summary>
    /// <returns>False when the user has none of that id.</returns>
    Task<bool> DeleteAsync(UserId user, ScreenId id, CancellationToken cancellationToken);
}
