using Trading.Domain;
using Trading.Domain.Accounts;
using Trading.Domain.Screening;

namespace Trading.Application.Screening;

/// <summary>Stores and changes screens.</summary>
public sealed class KeepScreenHandler(IScreenRepository screens, TimeProvider clock)
{
    /// <summary>Stores a screen; with an id that is taken it changes nothing and gives what is stored.</summary>
    public async Task<Result<StoredScreen, ScreenRefusal>> CreateAsync(UserId user, ScreenId id, ScreenDraft draft, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        return Read(draft, errors) is { } document
            ? await screens.CreateAsync(new StoredScreen(user, id, document, clock.GetUtcNow()), cancellationToken)
            : new ScreenRefusal.Invalid(errors);
    }

    /// <summary>Replaces a screen.</summary>
    /// <param name="user">Owner.</param>
    /// <param name="id">Which.</param>
    /// <param name="from">The version that the change was made from: when it is another by now, nothing changes.</param>
    /// <param name="draft">As sent.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task<Result<StoredScreen, ScreenRefusal>> ReplaceAsync(
        UserId user, ScreenId id, int from, ScreenDraft draft, CancellationToken cancellationToken)
    {
        if (await screens.FindAsync(user, id, cancellationToken) is not { } stored)
            return new ScreenRefusal.Unknown();
        var errors = new FieldErrors();
        if (Read(draft, errors) is not { } document)
            return new ScreenRefusal.Invalid(errors);
        return stored.Version == from
            ? await screens.ReplaceAsync(stored with { Document = document, Version = from + 1, ChangedAt = clock.GetUtcNow() }, cancellationToken)
            : new ScreenRefusal.Changed(stored.Version);
    }

    private static ScreenDocument? Read(ScreenDraft draft, FieldErrors errors)
    {
        if (draft.Name is null)
            errors.Add("name", "name is missing; expected one by which to find the screen again");
        return ScreenReader.Read(draft, errors);
    }
}
