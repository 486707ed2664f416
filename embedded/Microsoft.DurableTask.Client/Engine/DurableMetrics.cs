using System.Diagnostics.Metrics;

namespace Trading.Embedded.Durable;

/// <summary>Figures of a running engine, under the name of its traces.</summary>
internal sealed class DurableMetrics : IDisposable
{
    private readonly Meter meter = new(DurableTracing.SourceName);
    private readonly Counter<long> started;
    private readonly Counter<long> ended;
    private readonly Histogram<double> episodes;
    private readonly Histogram<double> activities;

    public DurableMetrics(SqliteStore store)
    {
        started = meter.CreateCounter<long>("durable.orchestrations.started", "{orchestration}", "Orchestrations that began to run.");
        ended = meter.CreateCounter<long>("durable.orchestrations.ended", "{orchestration}", "Orchestrations that ended, by outcome.");
        episodes = meter.CreateHistogram<double>("durable.episode.duration", "s", "How long orchestrators computed from an arrival to their next wait.");
        activities = meter.CreateHistogram<double>("durable.activity.duration", "s", "How long activities took, by outcome.");
        meter.CreateObservableGauge("durable.backlog", () => Backlog(store), "{item}", "Messages, activities and timers in the store that are still to be processed.");
    }

    public void Episode(OrchestrationRun run, EpisodeResult result, TimeSpan duration)
    {
        var name = new KeyValuePair<string, object?>("orchestration", run.Start.Name);
        if (result.Record.Messages.Contains(run.Start) && run.Start.Execution == run.Start.Life)
            started.Add(1, name);
        episodes.Record(duration.TotalSeconds, name);
        if (OutcomeOf(result.Outcome) is { } outcome)
            ended.Add(1, name, new("outcome", outcome));
    }

    public void Activity(string name, Message? answer, TimeSpan duration) =>
        activities.Record(duration.TotalSeconds, new("activity", name), new("outcome", answer switch
        {
            TaskCompleted => "completed",
            TaskFailed => "failed",
            _ => "interrupted",
        }));

    public void Dispose() => meter.Dispose();

    private static string? OutcomeOf(Outcome outcome) => outcome switch
    {
        Outcome.Returned => "completed",
        Outcome.Broken => "failed",
        Outcome.EndedByClient => "terminated",
        _ => null,
    };

    private static Measurement<long>[] Backlog(SqliteStore store) => store.Read(session => new Measurement<long>[]
    {
        Count(session, "durable_inbox", "message"), Count(session, "durable_activities", "activity"), Count(session, "durable_timers", "timer"),
    });

    private static Measurement<long> Count(SqliteSession session, string table, string kind) =>
        new((long)session.Scalar($"SELECT count(*) FROM {table}")!, new KeyValuePair<string, object?>("kind", kind));
}
