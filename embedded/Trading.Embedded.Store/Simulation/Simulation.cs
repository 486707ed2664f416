using System.Collections.Concurrent;
using System.Globalization;

namespace Trading.Embedded;

/// <summary>
/// A world on virtual time: processes that share a data folder, on one thread, in an order drawn from a seed. The same seed gives
/// the same history, byte for byte, in whatever process it runs. Nothing waits: when there is no work, time goes on to the next timer.
/// </summary>
/// <remarks>
/// What runs in it must stay on its thread: whatever hops to the pool (<c>Task.Run</c>, <c>ConfigureAwait(false)</c>) is noticed
/// and ends the simulation with an error that shows where it went.
/// </remarks>
public sealed class Simulation : IDisposable
{
    private const int MostStepsAtOneInstant = 5_000_000;
    private static readonly AsyncLocal<Simulation?> Present = new(Moved);

    // Makes a faster table of itself on the pool, and serves as well without.
    private const string CompilesItself = "Microsoft.AspNetCore.Routing.Matching.ILEmitTrieJumpTable";
    private static readonly ConcurrentDictionary<Type, bool> IsOfWhatCompilesItself = new();
    private static int folders;

    private readonly List<SimulatedNode> nodes = [];
    private readonly List<(NodeScheduler Scheduler, Task Task)> ready = [];
    private readonly PriorityQueue<(SimulatedTimer Timer, long Setting), (long Due, long Order)> timers = new();
    private readonly NodeScheduler world;
    private readonly Random random;
    private readonly SimulationHistory? history;
    private readonly int thread = Environment.CurrentManagedThreadId;
    private volatile bool hasLeft;
    private volatile string? cameBack;
    private Exception? failure;
    private long order;

    /// <summary>A world without processes.</summary>
    /// <param name="seed">Decides everything that is left to chance.</param>
    /// <param name="start">The time at which it begins.</param>
    /// <param name="faults">What goes wrong.</param>
    /// <param name="history">Where everything that happens is written, a line each; null for nowhere.</param>
    public Simulation(int seed, DateTimeOffset start, FaultPlan faults, TextWriter? history = null)
    {
        ArgumentNullException.ThrowIfNull(faults);
        Seed = seed;
        Now = start.ToUniversalTime();
        Faults = faults;
#pragma warning disable RS0030 // The one place where the draws begin, with a seed.
        random = new Random(seed);
#pragma warning restore RS0030
        this.history = history is null ? null : new SimulationHistory(history, Now);
        this.history?.Begin(seed);
        Disk = new SimulatedDisk { Recorder = this.history };
        world = new NodeScheduler(this);
        Clock = new SimulatedClock(this, world);
        After(TimeSpan.FromMinutes(1), StepClocks);
    }

    /// <summary>What everything is drawn from.</summary>
    public int Seed { get; }

    /// <summary>The time it is, UTC.</summary>
    public DateTimeOffset Now { get; private set; }

    /// <summary>The clock on the wall, which never jumps.</summary>
    public TimeProvider Clock { get; }

    internal string Folder { get; } = Path.Combine(Path.GetTempPath(), "simulation", Interlocked.Increment(ref folders).ToString(CultureInfo.InvariantCulture));

    internal FaultPlan Faults { get; }

    internal SimulatedDisk Disk { get; }

    /// <summary>Adds a process and starts it.</summary>
    /// <param name="name">What the history calls it.</param>
    /// <param name="boot">What it does at each start; it ends when the process serves.</param>
    public SimulatedNode AddNode(string name, Func<EmbeddedPlatform, Task> boot)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(boot);
        var node = new SimulatedNode(this, name, boot, random.Next());
        nodes.Add(node);
        node.Start();
        return node;
    }

    /// <summary>Nothing goes wrong from now on; what went wrong stays so.</summary>
    public void EndFaults()
    {
        foreach (var node in nodes)
            node.Faults.Plan = FaultPlan.None;
    }

    /// <summary>Writes a line into the history.</summary>
    /// <param name="who">Whose doing it is: a process, or something outside all of them.</param>
    /// <param name="what">What happened.</param>
    public void Note(string who, string what) => history?.Write(Now, who, what);

    /// <summary>Begins something outside all processes, such as what a user does. It is not cut off by their deaths.</summary>
    public Task Begin(Func<Task> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, world).Unwrap();

    /// <summary>Begins something outside all processes, goes on until it has ended, and gives or throws what it gave or threw.</summary>
    /// <param name="work">What to do.</param>
    /// <param name="limit">When it must have ended; a year from now unless set.</param>
    /// <exception cref="SimulationException">It has not ended by then, or the simulation can't go on.</exception>
    public T Run<T>(Func<Task<T>> work, DateTimeOffset? limit = null)
    {
        Task<T>? task = null;
        Begin(() => task = work());
        var last = limit ?? Now.AddYears(1);
        Advance(() => task is { IsCompleted: true }, last);
        return task is { IsCompleted: true } ended ? ended.GetAwaiter().GetResult() : throw new SimulationException($"What is waited for has not ended by {last:O}.");
    }

    /// <inheritdoc cref="Run{T}"/>
    public void Run(Func<Task> work, DateTimeOffset? limit = null) => Run(
        async () =>
        {
            await work();
            return true;
        },
        limit);

    /// <summary>Goes on to a date.</summary>
    /// <exception cref="SimulationException">The simulation can't go on.</exception>
    public void RunUntil(DateTimeOffset date)
    {
        Advance(() => false, date);
        Now = date > Now ? date : Now;
    }

    /// <summary>Goes on until every process lives and has nothing under way: no message, no orchestration that could go on, no durable timer.</summary>
    /// <exception cref="SimulationException">That is not so by <paramref name="limit"/>, or the simulation can't go on.</exception>
    public void RunUntilIdle(DateTimeOffset limit)
    {
        Advance(IsIdle, limit);
        if (!IsIdle())
            throw new SimulationException($"There is still work under way at {limit:O}.");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var node in nodes)
            node.Abandon();
        history?.Flush();
        Disk.Dispose();
    }

    internal void Enqueue(NodeScheduler scheduler, Task task)
    {
        // Also when it is the simulation's thread that would have it go on: whether the pool is done before anybody waits for it is not of the seed.
        if (BoxOf(task) is { } box && IsOfWhatCompilesItself.GetOrAdd(box, static type => Awaiting(type)?.DeclaringType?.FullName == CompilesItself))
            return;
        if (Environment.CurrentManagedThreadId == thread)
            ready.Add((scheduler, task));
        else
            cameBack ??= $"{Awaiting(BoxOf(task))?.ToString() ?? "a task"} came back from elsewhere{Environment.NewLine}{Environment.StackTrace}";
    }

    internal void Drop(NodeScheduler scheduler) => ready.RemoveAll(item => item.Scheduler == scheduler);

    internal void Schedule(SimulatedTimer timer, long setting, TimeSpan wait) =>
        timers.Enqueue((timer, setting), ((Now + (wait > TimeSpan.Zero ? wait : TimeSpan.Zero)).UtcTicks, order++));

    /// <summary>Has something done outside all processes, later.</summary>
    internal void After(TimeSpan wait, Action work) =>
        _ = new SimulatedTimer(this, world, _ => work(), null, wait, Timeout.InfiniteTimeSpan);

    internal void NoteCommit(string node, int writes, CommitFault fault) => history?.WriteCommit(Now, node, writes, fault);

    internal void Fail(Exception error) => failure ??= error;

    // What holds the async method that is to go on in a task.
    private static Type? BoxOf(Task task) => (task.AsyncState as Action)?.Target?.GetType();

    // The state machine of that method.
    private static Type? Awaiting(Type? box) => box is { IsGenericType: true } ? box.GenericTypeArguments[^1] : null;

    private bool IsIdle() => ready.Count == 0 && nodes.TrueForAll(node => node.IsAlive && node.Platform.IsIdle());

    private void StepClocks()
    {
        foreach (var node in nodes)
            node.MayStepClock();
        After(TimeSpan.FromMinutes(1), StepClocks);
    }

    private void Advance(Func<bool> isEnough, DateTimeOffset limit)
    {
        var (before, simulation) = (SynchronizationContext.Current, Present.Value);
        SynchronizationContext.SetSynchronizationContext(null);
        Present.Value = this;
        try
        {
            while (true)
            {
                Work(isEnough);
                if (isEnough() || !TryMoveOn(limit))
                    break;
            }

            ThrowIfBroken();
        }
        finally
        {
            Present.Value = simulation;
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    // Runs what can run at this instant, in whatever order; that it could be any is what the seeds are for.
    private void Work(Func<bool> isEnough)
    {
        for (var step = 0; ready.Count > 0; step++)
        {
            if (step > MostStepsAtOneInstant)
                throw new SimulationException($"At {Now:O} there is always more work and time never goes on.");
            var chosen = random.Next(ready.Count);
            var (scheduler, task) = ready[chosen];
            ready[chosen] = ready[^1];
            ready.RemoveAt(ready.Count - 1);
            scheduler.Execute(task);
            ThrowIfBroken();
        }
    }

    private void ThrowIfBroken()
    {
        if (failure is { } error)
            throw new SimulationException($"A process could not start: {error}");
        if (!hasLeft && cameBack is null)
            return;

        // What left comes back to its node, as a rule at once, and only then can be named.
        SpinWait.SpinUntil(() => cameBack is not null, TimeSpan.FromSeconds(1));
        throw new SimulationException($"Work left the simulation's thread, so the seed no longer decides: {cameBack ?? "it has not come back"}");
    }

    // To the next instant at which a timer fires.
    private bool TryMoveOn(DateTimeOffset limit)
    {
        while (timers.TryPeek(out var next, out var when))
        {
            if (!next.Timer.IsSet(next.Setting))
            {
                timers.Dequeue();
                continue;
            }

            if (when.Due > limit.UtcTicks)
                return false;
            Now = new DateTimeOffset(Math.Max(when.Due, Now.UtcTicks), TimeSpan.Zero);
            while (timers.TryPeek(out next, out when) && when.Due <= Now.UtcTicks)
            {
                timers.Dequeue();
                next.Timer.Fire(next.Setting);
            }

            return true;
        }

        return false;
    }

    private static void Moved(AsyncLocalValueChangedArgs<Simulation?> change)
    {
        if (change is { ThreadContextChanged: true, CurrentValue: { } simulation } && Environment.CurrentManagedThreadId != simulation.thread)
            simulation.hasLeft = true;
    }
}
