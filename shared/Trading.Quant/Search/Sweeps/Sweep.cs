using System.Runtime.ExceptionServices;
using Trading.Domain.MarketData;
using Trading.Quant.Backtests.Fast;

namespace Trading.Quant.Search.Sweeps;

/// <summary>
/// Back-tests a strategy with many combinations of parameters. Combinations go through the bars in groups that share their indicators, groups
/// go to the cores, and results come out in the order of the plan: the same bits for any number of threads, and memory for a few
/// groups whatever the number of combinations.
/// </summary>
public sealed class Sweep
{
    private const int MostInGroup = 64;
    private const int MostAccountsInGroup = 1024;

    private readonly object gate = new();
    private readonly BarSeries bars;
    private readonly SweepPlan plan;
    private readonly IReadOnlyList<BarWindow> windows;
    private readonly Action<SweepResult> consume;
    private readonly IProgress<long>? progress;
    private readonly CancellationToken cancellationToken;
    private readonly IEnumerator<ParameterSet> combinations;
    private readonly Dictionary<long, IReadOnlyList<SweepResult>> waiting = [];
    private int groupSize;
    private long taken;
    private long groupsTaken;
    private long groupsDone;
    private ExceptionDispatchInfo? failure;

    private Sweep(
        BarSeries bars, SweepPlan plan, Action<SweepResult> consume, IProgress<long>? progress, IEnumerator<ParameterSet> combinations,
        CancellationToken cancellationToken)
    {
        this.bars = bars;
        this.plan = plan;
        this.consume = consume;
        this.progress = progress;
        this.combinations = combinations;
        this.cancellationToken = cancellationToken;
        windows = plan.Windows.Count > 0 ? plan.Windows : [BarWindow.Whole(bars.Count)];
        // In the general engine nothing is shared, and small groups are sooner done and sooner cancelled.
        groupSize = plan.General is not null ? 1 : Math.Clamp(MostAccountsInGroup / windows.Count, 1, MostInGroup);
    }

    /// <summary>Runs a plan.</summary>
    /// <param name="bars">The instrument's bars, one or more.</param>
    /// <param name="plan">What to run.</param>
    /// <param name="consume">Receives the results one at a time, in the order of the combinations; what it does not keep is gone.</param>
    /// <param name="progress">Receives the number of combinations that are done, after every group.</param>
    /// <param name="cancellationToken">Ends the sweep between two blocks of bars; results so far have been handed over.</param>
    /// <exception cref="ArgumentException">No bars, a window reaches beyond them, or the strategy needs the general engine and the plan has nothing for it.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The settings are impossible, or no thread is allowed.</exception>
    /// <exception cref="FormatException">A combination's rules are not valid.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static void Run(
        BarSeries bars, SweepPlan plan, Action<SweepResult> consume, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(consume);
        ArgumentOutOfRangeException.ThrowIfLessThan(plan.Threads, 1);
        plan.Settings.ThrowIfImpossible();
        if (plan.General is null && !FastBacktest.CanRun(plan.Strategy.Rules))
            throw new ArgumentException(FastBacktest.NeedsGeneralEngine, nameof(plan));
        if (bars.Count == 0 || plan.Windows.Any(window => window.Stretches[^1].To > bars.Count))
            throw new ArgumentException($"There are {bars.Count} bars; every window must lie within them.", nameof(plan));
        using var combinations = plan.Combinations.GetEnumerator();
        new Sweep(bars, plan, consume, progress, combinations, cancellationToken).Run();
    }

    private void Run()
    {
        // So that a small plan keeps every core busy: the first groups are cut as if the first few were all there is.
        List<ParameterSet> ahead = Take(groupSize * plan.Threads);
        groupSize = Math.Clamp((ahead.Count + plan.Threads - 1) / plan.Threads, 1, groupSize);
        var first = new Queue<List<ParameterSet>>(ahead.Chunk(groupSize).Select(chunk => chunk.ToList()));
        var others = Enumerable.Range(1, plan.Threads - 1).Select(_ => new Thread(() => Work(first)) { IsBackground = true }).ToList();
        others.ForEach(thread => thread.Start());
        Work(first);
        others.ForEach(thread => thread.Join());
        failure?.Throw();
    }

    private void Work(Queue<List<ParameterSet>> first)
    {
        try
        {
            while (NextGroup(first) is var (number, group))
                Deliver(number, group.Run(bars, plan, windows, cancellationToken));
        }
        catch (Exception exception)
        {
            // Whatever it is: it ends every thread and is thrown where the sweep was called.
            lock (gate)
            {
                failure ??= ExceptionDispatchInfo.Capture(exception);
                Monitor.PulseAll(gate);
            }
        }
    }

    private (long Number, SweepGroup Group)? NextGroup(Queue<List<ParameterSet>> first)
    {
        lock (gate)
        {
            // A core that is far ahead of a slow one waits, or its results would pile up.
            while (failure is null && groupsTaken - groupsDone > 4 * plan.Threads)
                Monitor.Wait(gate);
            if (failure is not null)
                return null;
            var sets = first.TryDequeue(out var prepared) ? prepared : Take(groupSize);
            if (sets.Count == 0)
                return null;
            var group = new SweepGroup(taken, sets);
            taken += sets.Count;
            return (groupsTaken++, group);
        }
    }

    private List<ParameterSet> Take(int count)
    {
        List<ParameterSet> sets = [];
        while (sets.Count < count && combinations.MoveNext())
            sets.Add(combinations.Current);
        return sets;
    }

    private void Deliver(long number, IReadOnlyList<SweepResult> results)
    {
        lock (gate)
        {
            waiting.Add(number, results);
            while (failure is null && waiting.Remove(groupsDone, out var next))
            {
                foreach (var result in next)
                    consume(result);
                groupsDone++;
                progress?.Report(next[^1].Index + 1);
            }

            Monitor.PulseAll(gate);
        }
    }
}
