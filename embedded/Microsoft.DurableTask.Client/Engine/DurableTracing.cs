using System.Diagnostics;

namespace Trading.Embedded.Durable;

/// <summary>Trace context through orchestrations: it is stored with what is started, and continued where that runs.</summary>
internal static class DurableTracing
{
    public const string SourceName = "Trading.Embedded.Durable";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>The context that something started here and now continues.</summary>
    public static TraceLink? Current => Of(Activity.Current);

    public static TraceLink? Of(Activity? activity) =>
        activity is { IdFormat: ActivityIdFormat.W3C, Id: { } id } ? new TraceLink(id, activity.TraceStateString) : null;

    /// <summary>Begins an activity below whatever is under way.</summary>
    public static Activity? Begin(string name, ActivityKind kind) => Source.StartActivity(name, kind);

    /// <summary>Begins an activity that continues a stored context, also when nobody listens, so that what it calls continues it too.</summary>
    public static Activity? Continue(string name, ActivityKind kind, TraceLink? link)
    {
        if (link is null || !ActivityContext.TryParse(link.TraceParent, link.TraceState, isRemote: true, out var parent))
            return Source.StartActivity(name, kind, default(ActivityContext));
        if (Source.StartActivity(name, kind, parent) is { } listened)
            return listened;
        var quiet = new Activity(name) { TraceStateString = parent.TraceState };
        return quiet.SetParentId(parent.TraceId, parent.SpanId, parent.TraceFlags).Start();
    }
}
