using System.Globalization;

namespace Trading.Embedded;

/// <summary>A process in a simulation: it is started, dies by faults or by hand, and is started again on the data it left.</summary>
public sealed class SimulatedNode : IMachine
{
    private static readonly TimeSpan LongestAbsence = TimeSpan.FromSeconds(20);

    private readonly Simulation simulation;
    private readonly Func<EmbeddedPlatform, Task> boot;
    private readonly Random random;
    private readonly List<string> claims = [];
    private readonly List<Action> calls = [];
    private NodeScheduler scheduler;
    private SimulatedClock clock;
    private EmbeddedPlatform? platform;
    private TimeSpan clockOffset;
    private int lives;

    internal SimulatedNode(Simulation simulation, string name, Func<EmbeddedPlatform, Task> boot, int seed)
    {
        this.simulation = simulation;
        this.boot = boot;
        Name = name;
#pragma warning disable RS0030 // The one place where the node's draws begin, with a seed.
        random = new Random(seed);
#pragma warning restore RS0030
        Faults = new Faults(simulation.Faults, random, what => simulation.Note(name, what));
        scheduler = new NodeScheduler(simulation) { IsDead = true };
        clock = new SimulatedClock(simulation, scheduler);
    }

    /// <summary>What the history calls it.</summary>
    public string Name { get; }

    /// <summary>What goes wrong on it.</summary>
    public Faults Faults { get; }

    Faults? IMachine.Faults => Faults;

    TaskScheduler IMachine.Scheduler => scheduler;

    // Those who wait are scheduled on their node anyhow; the option would send combined waits (any of, all of) to the pool.
    TaskCreationOptions IMachine.CompletionOptions => TaskCreationOptions.None;

    /// <summary>Whether the process lives.</summary>
    public bool IsAlive => !scheduler.IsDead;

    /// <summary>How often it was started.</summary>
    public int Lives => lives;

    /// <summary>The platform of the present life.</summary>
    /// <exception cref="InvalidOperationException">The process is dead.</exception>
    public EmbeddedPlatform Platform => IsAlive && platform is not null ? platform : throw new InvalidOperationException($"Node {Name} is dead.");

    private string ProcessId => $"{Name}/{lives.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Kills the process: nothing of it runs any more, and what was not committed never was. It is started again a little later.</summary>
    public void Crash()
    {
        if (!IsAlive)
            return;
        simulation.Note(Name, "dies");
        scheduler.IsDead = true;
        simulation.Drop(scheduler);
        simulation.Disk.Leave(ProcessId);
        foreach (var claim in claims)
            simulation.Disk.Unclaim(claim);
        claims.Clear();
        platform?.Abandon();
        platform = null;
        simulation.After(TimeSpan.FromMilliseconds(random.Next(1, (int)LongestAbsence.TotalMilliseconds)), Start);
        foreach (var call in calls.ToArray())
            call();
        calls.Clear();
    }

    /// <summary>Has the process do something, and waits for its answer.</summary>
    /// <exception cref="SimulatedDeathException">It is dead, or died meanwhile; what it was asked to do may be done.</exception>
    public Task<T> CallAsync<T>(Func<EmbeddedPlatform, Task<T>> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        var answer = new TaskCompletionSource<T>();
        if (!IsAlive || platform is not { } present)
        {
            answer.SetException(new SimulatedDeathException(Name));
            return answer.Task;
        }

        Action die = () => answer.TrySetException(new SimulatedDeathException(Name));
        calls.Add(die);
        Task.Factory.StartNew(() => work(present), CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler).Unwrap().ContinueWith(
            ended =>
            {
                calls.Remove(die);
                answer.TrySetFromTask(ended);
            },
            CancellationToken.None, TaskContinuationOptions.None, scheduler);
        return answer.Task;
    }

    SqliteStore IMachine.OpenStore(EmbeddedOptions options) =>
        new SimulatedStore(this, scheduler, simulation.Disk, Path.Combine(options.DataFolder, "trading.db"));

    IProcessPresence IMachine.Enter(string folder) => new Presence(simulation.Disk, ProcessId);

    IDisposable? IMachine.TryClaim(string folder, string name)
    {
        if (!simulation.Disk.TryClaim(name))
            return null;
        claims.Add(name);
        return new Claim(this, name);
    }

    /// <summary>Begins a life: a platform on the disk as it is, then what the process does.</summary>
    internal void Start()
    {
        lives++;
        scheduler = new NodeScheduler(simulation);
        clock = new SimulatedClock(simulation, scheduler) { Offset = clockOffset };
        simulation.Note(Name, "starts");
        var own = scheduler;
        own.Post(() =>
        {
            platform = EmbeddedPlatform.Start(new EmbeddedOptions
            {
                DataFolder = Path.Combine(simulation.Folder, Name),
                Clock = clock,
                Seed = random.Next(),
                Machine = this,
            });
            _ = Task.Factory.StartNew(() => boot(platform), CancellationToken.None, TaskCreationOptions.None, own).Unwrap().ContinueWith(
                begun => simulation.Fail(begun.Exception!.GetBaseException()),
                CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, own);
        });
    }

    /// <summary>The simulation is over.</summary>
    internal void Abandon() => platform?.Abandon();

    /// <summary>Lets the clock jump, perhaps.</summary>
    internal void MayStepClock()
    {
        if (!IsAlive || Faults.NextClockStep() is var step && step == TimeSpan.Zero)
            return;
        clockOffset = step;
        clock.Offset = step;
    }

    /// <summary>Writes a commit into the history.</summary>
    internal void Committed(int writes, CommitFault fault) => simulation.NoteCommit(Name, writes, fault);

    private sealed class Presence : IProcessPresence
    {
        private readonly SimulatedDisk disk;

        public Presence(SimulatedDisk disk, string id)
        {
            this.disk = disk;
            Id = id;
            disk.Enter(id);
        }

        public string Id { get; }

        public bool IsDead(string id) => !disk.IsAlive(id);

        public void Dispose() => disk.Leave(Id);
    }

    private sealed class Claim(SimulatedNode node, string name) : IDisposable
    {
        public void Dispose()
        {
            if (node.claims.Remove(name))
                node.simulation.Disk.Unclaim(name);
        }
    }
}
