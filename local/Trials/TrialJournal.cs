using System.Globalization;

namespace Trading.Local.Trials;

/// <summary>
/// What an observer outside all processes sees of a trial. It outlives them, so it can tell when one forgets what it promised or
/// does again what was done. Each promise that is broken becomes a line in <see cref="Violations"/>.
/// </summary>
/// <param name="clock">The clock on the wall.</param>
/// <param name="clockError">How far apart two looks at a process's clock can be without time having passed.</param>
/// <param name="seed">The trial's.</param>
internal sealed class TrialJournal(TimeProvider clock, TimeSpan clockError, int seed)
{
    private readonly SortedDictionary<string, Job> jobs = new(StringComparer.Ordinal);
    private readonly HashSet<string> wonTags = new(StringComparer.Ordinal);
    private readonly List<string> violations = [];
    private DateTimeOffset? tickSince;
    private int lastRun;
    private int ticks;

    /// <summary>Broken promises, in the order in which they were noticed.</summary>
    public IReadOnlyList<string> Violations => violations;

    /// <summary>Whether timer runs still send jobs.</summary>
    public bool IsOpen { get; set; } = true;

    public int Ticks => ticks;

    public int Wins => wonTags.Count;

    public IEnumerable<string> Promised => jobs.Where(job => job.Value.WasPromised).Select(job => job.Key);

    public int Activities => lastRun;

    /// <summary>A timer run has begun.</summary>
    public void Ticked(DateTimeOffset now, bool isPastDue, DateTime? next)
    {
        ticks++;
        if (tickSince is { } since)
            Broken($"a timer run began at {now:O} while the one of {since:O} was under way");
        if (!isPastDue && next is { } due && now.UtcDateTime < due - clockError)
            Broken($"the timer ran at {now:O}, before it was due at {due:O}");
        tickSince = now;
    }

    public void TickEnded() => tickSince = null;

    /// <summary>The process died: whatever ran in it does not any more.</summary>
    public void Died() => tickSince = null;

    /// <summary>A new job; null when there are to be no more.</summary>
    public string? NextJob()
    {
        if (!IsOpen)
            return null;
        var job = string.Create(CultureInfo.InvariantCulture, $"job-{jobs.Count + 1:0000}");
        jobs.Add(job, new Job());
        return job;
    }

    /// <summary>How long a job waits on a timer: sometimes nothing, sometimes minutes.</summary>
    public TimeSpan WaitOf(string job) => TimeSpan.FromSeconds(Math.Max(0, (Hash(job) % 400) - 50));

    /// <summary>A queue acknowledged a message.</summary>
    public void Sent(string queue, string job)
    {
        if (queue == TrialFunctions.JobsQueue)
            jobs[job].WasPromised = true;
    }

    public void Started(string job) => jobs[job].WasStarted = true;

    /// <summary>An activity begins to run; the number names the run.</summary>
    public int Began(string job, string step)
    {
        if (jobs[job].Seen.TryGetValue(step, out var seen))
            Broken($"{job}: the activity '{step}' ran again, although the result of run {seen} was recorded");
        return ++lastRun;
    }

    /// <summary>An orchestration has an activity's result, perhaps in a replay.</summary>
    public void Saw(string job, string step, int run)
    {
        if (!jobs[job].Seen.TryAdd(step, run) && jobs[job].Seen[step] != run)
            Broken($"{job}: '{step}' gave run {jobs[job].Seen[step]} first and run {run} in a replay");
    }

    /// <summary>An orchestration goes on behind a timer.</summary>
    public void TimerPassed(string job, DateTime due)
    {
        if (clock.GetUtcNow().UtcDateTime < due - clockError)
            Broken($"{job}: went on at {clock.GetUtcNow():O}, before the timer of {due:O}");
    }

    /// <summary>An orchestration has the event it waited for.</summary>
    public void Answered(string job, string answer)
    {
        if (answer != job)
            Broken($"{job}: was given the answer of {answer}");
        jobs[job].WasAnswered = true;
    }

    /// <summary>A conditional write succeeded on this version.</summary>
    public void Won(string tag)
    {
        if (!wonTags.Add(tag))
            Broken($"two writers won on the version {tag}");
    }

    public void Broken(string promise) => violations.Add(promise);

    public string Describe(string job) => jobs[job] switch
    {
        { WasStarted: false } => "its message was never handled",
        { Seen.Count: 0 } => "its first activity's result never came",
        { WasAnswered: false } => "its event was lost",
        _ => "it stands still after its event",
    };

    // Stable from process to process, as string.GetHashCode is not.
    private int Hash(string text)
    {
        var hash = (uint)seed;
        foreach (var c in text)
            hash = unchecked((hash * 31) + c);
        return (int)(hash % int.MaxValue);
    }

    private sealed class Job
    {
        public bool WasPromised { get; set; }

        public bool WasStarted { get; set; }

        public bool WasAnswered { get; set; }

        public SortedDictionary<string, int> Seen { get; } = new(StringComparer.Ordinal);
    }
}
