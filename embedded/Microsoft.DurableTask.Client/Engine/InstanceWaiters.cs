using System.Collections.Concurrent;

namespace Trading.Embedded.Durable;

/// <summary>Those who wait for an instance to change.</summary>
internal sealed class InstanceWaiters(EmbeddedPlatform platform)
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> changes = new(StringComparer.Ordinal);

    /// <summary>Looks at an instance until it shows what is waited for.</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="look">Gives null to wait for the next change.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<T> WaitAsync<T>(string instanceId, Func<T?> look, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var change = changes.GetOrAdd(instanceId, _ => platform.NewSignal());
                if (look() is { } seen)
                    return seen;
                await change.Task.WaitAsync(cancellationToken);
            }
        }
        finally
        {
            // Nobody may be left waiting for this id; whoever is looks once more and stays.
            Changed(instanceId);
        }
    }

    public void Changed(string instanceId)
    {
        if (changes.TryRemove(instanceId, out var change))
            change.SetResult();
    }

    public void AllMayHaveChanged()
    {
        // In an order that is the same in every process.
        foreach (var instanceId in changes.Keys.Order(StringComparer.Ordinal))
            Changed(instanceId);
    }
}
