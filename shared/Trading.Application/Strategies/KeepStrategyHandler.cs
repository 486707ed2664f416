using Trading.Domain;
using Trading.Domain.Accounts;
using Trading.Domain.Strategies;

namespace Trading.Application.Strategies;

/// <summary>Stores and changes strategies. What they were stays: a change is a new version.</summary>
public sealed class KeepStrategyHandler(IStrategyRepository strategies, TimeProvider clock)
{
    /// <summary>Stores a strategy; with an id that is taken it changes nothing and gives what is stored.</summary>
    public async Task<Result<StoredStrategy, StrategyRefusal>> CreateAsync(
        UserId user, StrategyId id, StrategyDocumentDraft draft, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        return StrategyReader.Read(draft, errors) is { } document
            ? await strategies.CreateAsync(new StoredStrategy(user, id, document, clock.GetUtcNow()), cancellationToken)
            : new StrategyRefusal.Invalid(errors);
    }

    /// <summary>Makes a new version of a strategy; none when the document is the one that is stored.</summary>
    /// <param name="user">Owner.</param>
    /// <param name="id">Which.</param>
    /// <param name="from">The version that the document was made from: when it is no longer the newest, nothing changes.</param>
    /// <param name="draft">As sent.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task<Result<StoredStrategy, StrategyRefusal>> ReviseAsync(
        UserId user, StrategyId id, int from, StrategyDocumentDraft draft, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var document = StrategyReader.Read(draft, errors);
        var wasNewest = false;
        var stored = await strategies.ChangeAsync(
            user, id,
            strategy =>
            {
                wasNewest = strategy.Version == from;
                return wasNewest && document is not null ? strategy.Revised(document, clock.GetUtcNow()) : strategy;
            },
            cancellationToken);
        if (stored is null)
            return new StrategyRefusal.Unknown();
        if (document is null)
            return new StrategyRefusal.Invalid(errors);
        return wasNewest ? stored : new StrategyRefusal.Changed(stored.Version);
    }

    /// <summary>Makes a new version that is as an old one was.</summary>
    public async Task<Result<StoredStrategy, StrategyRefusal>> RestoreAsync(UserId user, StrategyId id, int version, CancellationToken cancellationToken)
    {
        if (await strategies.FindVersionAsync(user, id, version, cancellationToken) is { } old)
            return await ChangeAsync(user, id, strategy => strategy.Revised(old.Document, clock.GetUtcNow()), cancellationToken);
        return await strategies.FindAsync(user, id, cancellationToken) is { } newest
            ? new StrategyRefusal.UnknownVersion(newest.Version)
            : new StrategyRefusal.Unknown();
    }

    /// <summary>Says whether a strategy may be put to work. Deployments that run are not touched: they are stopped one by one.</summary>
    public Task<Result<StoredStrategy, StrategyRefusal>> ActivateAsync(UserId user, StrategyId id, bool isActive, CancellationToken cancellationToken) =>
        ChangeAsync(user, id, strategy => strategy.IsActive == isActive ? strategy : strategy with { IsActive = isActive }, cancellationToken);

    private async Task<Result<StoredStrategy, StrategyRefusal>> ChangeAsync(
        UserId user, StrategyId id, Func<StoredStrategy, StoredStrategy> change, CancellationToken cancellationToken) =>
        await strategies.ChangeAsync(user, id, change, cancellationToken) is { } stored ? stored : new StrategyRefusal.Unknown();
}
