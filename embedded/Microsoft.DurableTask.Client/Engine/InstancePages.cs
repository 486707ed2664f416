using System.Runtime.CompilerServices;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Trading.Embedded.Durable;

/// <summary>The instances that match a query, by id; a page begins after the id that ended the one before.</summary>
internal sealed class InstancePages(EmbeddedPlatform platform, OrchestrationQuery query, DurableJson json) : AsyncPageable<OrchestrationMetadata>
{
    public override IAsyncEnumerable<Page<OrchestrationMetadata>> AsPages(string? continuationToken = null, int? pageSizeHint = null) =>
        ReadAsync(continuationToken ?? query.ContinuationToken ?? string.Empty, Math.Max(1, pageSizeHint ?? query.PageSize));

    private async IAsyncEnumerable<Page<OrchestrationMetadata>> ReadAsync(
        string after, int size, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var payloads = query.FetchInputsAndOutputs ? json : null;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var from = after;
            var found = platform.Store.Read(session => InstanceTable.List(session, query, from, size + 1, payloads));
            var more = found.Count > size;
            if (more)
                found.RemoveAt(size);
            yield return new Page<OrchestrationMetadata>(found, more ? found[^1].InstanceId : null);
            if (!more)
                yield break;
            after = found[^1].InstanceId;
        }
    }
}
