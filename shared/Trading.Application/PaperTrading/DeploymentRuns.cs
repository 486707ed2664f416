using System.Collections.Concurrent;
using Trading.Application.MarketData;
using Trading.Domain.PaperTrading;
using Trading.Quant.Backtests;

namespace Trading.Application.PaperTrading;

/// <summary>
/// Finds or rebuilds the run of a deployment. What is kept here only saves time: a run that does not stand exactly at the
/// deployment's cursor is thrown away and rebuilt from the bars, with the same result.
/// </summary>
public sealed class DeploymentRuns(IBarStore bars)
{
    private const int Kept = 64;

    private readonly ConcurrentDictionary<DeploymentId, DeploymentRun> runs = new();

    /// <summary>The run of a deployment at its cursor. It is the caller's alone until it is kept again.</summary>
    internal async Task<DeploymentRun> TakeAsync(Deployment deployment, CancellationToken cancellationToken)
    {
        var key = new BarKey(deployment.Strategy.Instrument, deployment.Strategy.Interval);
        var isKept = runs.TryRemove(deployment.Id, out var kept) && kept.FedThrough == deployment.Cursor;
        if (isKept && deployment.Replay is not null)
            return kept!;

        // A replay starts cold at its first bar, as a back-test over the same bars does; a follower has seen all of the past.
        var from = deployment.Replay?.From ?? DateTimeOffset.MinValue;
        var to = deployment.Replay?.To ?? DateTimeOffset.MaxValue;
        if (isKept)
        {
            kept!.See(await bars.LoadAsync(key, After(deployment.Cursor) ?? from, to, cancellationToken));
            return kept;
        }

        var all = await bars.LoadAsync(key, from, to, cancellationToken);
        var done = After(deployment.Cursor) is { } next ? all.IndexAtOrAfter(next) : 0;
        var detector = SignalDetector.Create(deployment.Strategy.Rules, deployment.Strategy.Interval);
        for (var i = 0; i < done; i++)
            detector.Next(all[i]);
        return new DeploymentRun(detector, deployment.Cursor, all.Slice(done, all.Count - done));
    }

    /// <summary>Keeps a run for the next round.</summary>
    internal void Keep(DeploymentId id, DeploymentRun run)
    {
        if (runs.Count >= Kept)
            runs.Clear();
        runs[id] = run;
    }

    /// <summary>Lets go of the run of a deployment that feeds on no more bars.</summary>
    internal void Drop(DeploymentId id) => runs.TryRemove(id, out _);

    private static DateTimeOffset? After(DateTimeOffset? cursor) => cursor?.AddTicks(1);
}
