using System.Diagnostics.Metrics;

namespace Trading.Embedded.Durable;

/// <summary>Figures of running engines, under the name of their traces.</summary>
internal static class DurableMetrics
{
    private static readonly Meter Meter = new(DurableTracing.SourceName);
    private static readonly Counter<long> Started = Meter.CreateCounter<long>("durable.orchestrations.started", "{orchestration}", "Orchestrations that began to run.");
    private static readonly Counter<long> Ended = Meter.CreateCounter<long>("durable.orchestrations.ended", "{orchestration}", "Orchestrations that ended, by outcome.");
    private static readonly Histogram<double> Episodes = Meter.CreateHistogram<double>("durable.episode.duration", "s", "How long orchestrators computed from an arrival to their next wait.");
    private static readonly Histogram<double> Activities = Meter.CreateHistogram<double>("durable.activity.duration", "s", "How long activities took, by outcome.");

    /// <summary>Lets the backlog in a store be asked for, until the answer is disposed.</summary>
    public static IDisposable MeasureBacklog(SqliteStore store)
    {
        var own = new Meter(DurableTracing.SourceName);
        own.CreateObservableGauge("durable.backlog", () => Backlog(store), "{item}", "Messages, activities and timers in the store that are still to be processed.");
        return own;
    }

    public static void Episode(OrchestrationRun run, EpisodeResult result, TimeSpan duration)
    {
        var name = new KeyValuePair<string, object?>("orchestration", run.Start.Name);
        if (result.Record.Messages.Contains(run.Start) && run.Start.Execution == run.Start.Life)
            Started.Add(1, name);
        Episodes.Record(duration.TotalSeconds, name);
        if (OutcomeOf(result.Outcome) is { } outcome)
            Ended.Add(1, name, new("outcome", outcome));
    }

    public static void Activity(string name, Message? answer, TimeSpan duration) =>
        Activities.Record(duration.TotalSeconds, new("activity", name), new("outcome", answer switch
        {
            TaskCompleted => "completed",
            TaskFailed => "failed",
            _ => "interrupted",
        }));

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
