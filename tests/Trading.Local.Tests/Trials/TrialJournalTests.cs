using Trading.Embedded;
using Trading.Local.Trials;

namespace Trading.Local.Tests.Trials;

/// <summary>The observer of a trial misses no broken promise and suspects nobody who kept them.</summary>
public sealed class TrialJournalTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private readonly Simulation simulation = new(1, Start, FaultPlan.None);
    private readonly TrialJournal journal;
    private readonly string job;

    public TrialJournalTests()
    {
        journal = new TrialJournal(simulation.Clock, clockError: TimeSpan.Zero, seed: 1);
        job = journal.NextJob()!;
    }

    public void Dispose() => simulation.Dispose();

    [Fact]
    public void Who_keeps_all_promises_breaks_none()
    {
        journal.Ticked(Start, isPastDue: false, Start.UtcDateTime);
        journal.TickEnded();
        journal.Ticked(Start, isPastDue: false, Start.UtcDateTime);
        journal.Died();
        journal.Ticked(Start.AddMinutes(2), isPastDue: true, Start.UtcDateTime.AddMinutes(5));
        journal.Sent(TrialFunctions.JobsQueue, job);
        journal.Started(job);
        var unrecorded = journal.Began(job, "ask");
        var recorded = journal.Began(job, "ask");
        journal.Saw(job, "ask", recorded);
        journal.Saw(job, "ask", recorded);
        journal.TimerPassed(job, Start.UtcDateTime);
        journal.Answered(job, job);
        journal.Won("1");
        journal.Won("2");

        Assert.Empty(journal.Violations);
        Assert.NotEqual(unrecorded, recorded);
        Assert.Equal([job], journal.Promised);
    }

    [Fact]
    public void An_activity_that_runs_again_after_its_result_was_recorded_is_noticed()
    {
        journal.Saw(job, "ask", journal.Began(job, "ask"));

        journal.Began(job, "ask");

        Assert.Contains("ran again", Assert.Single(journal.Violations), StringComparison.Ordinal);
    }

    [Fact]
    public void A_replay_that_sees_another_result_is_noticed()
    {
        journal.Saw(job, "ask", 1);

        journal.Saw(job, "ask", 2);

        Assert.Contains("gave run 1 first and run 2 in a replay", Assert.Single(journal.Violations), StringComparison.Ordinal);
    }

    [Fact]
    public void Timers_that_are_early_are_noticed()
    {
        journal.Ticked(Start, isPastDue: false, Start.UtcDateTime.AddTicks(1));
        journal.TimerPassed(job, Start.UtcDateTime.AddTicks(1));

        Assert.Equal(2, journal.Violations.Count);
        Assert.All(journal.Violations, violation => Assert.Contains("before", violation, StringComparison.Ordinal));
    }

    [Fact]
    public void A_timer_function_that_runs_beside_itself_is_noticed()
    {
        journal.Ticked(Start, isPastDue: false, next: null);

        journal.Ticked(Start.AddMinutes(1), isPastDue: false, next: null);

        Assert.Contains("under way", Assert.Single(journal.Violations), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_winners_on_one_version_are_noticed()
    {
        journal.Won("1");

        journal.Won("1");

        Assert.Contains("two writers", Assert.Single(journal.Violations), StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_of_somebody_else_is_noticed()
    {
        journal.Answered(job, "job-9999");

        Assert.Contains("the answer of job-9999", Assert.Single(journal.Violations), StringComparison.Ordinal);
    }
}
