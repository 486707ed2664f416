using Trading.Application.Exits;
using Trading.Application.Tests.PaperTrading;
using Trading.Domain.Exits;
using Trading.Domain.Markets;

namespace Trading.Application.Tests.Exits;

/// <summary>Guards in memory; calls break off where a process might have died.</summary>
internal sealed class MemoryGuards(Crash crash) : IGuardRepository
{
    private int version;

    public Dictionary<GuardKey, StoredGuard> Stored { get; } = [];

    public Task<StoredGuard?> FindAsync(GuardKey key, CancellationToken cancellationToken) => crash.Around(() => Task.FromResult(Stored.GetValueOrDefault(key)));

    public Task<bool> TrySaveAsync(StoredGuard? before, Guard after, CancellationToken cancellationToken) => crash.Around(() =>
    {
        if (Stored.GetValueOrDefault(GuardKey.Of(after))?.Tag != before?.Tag)
            return Task.FromResult(false);
        Stored[GuardKey.Of(after)] = new StoredGuard(after, $"{++version}");
        return Task.FromResult(true);
    });

    public Task<bool> TryRemoveAsync(StoredGuard guard, CancellationToken cancellationToken) => crash.Around(() =>
        Task.FromResult(Stored.GetValueOrDefault(GuardKey.Of(guard.Guard))?.Tag == guard.Tag && Stored.Remove(GuardKey.Of(guard.Guard))));

    public IAsyncEnumerable<GuardKey> ActiveAsync(InstrumentId? instrument, CancellationToken cancellationToken) =>
        Stored.Where(guard => !guard.Value.Guard.IsDone && (instrument is null || guard.Key.Instrument == instrument)).Select(guard => guard.Key).ToList().ToAsyncEnumerable();
}
