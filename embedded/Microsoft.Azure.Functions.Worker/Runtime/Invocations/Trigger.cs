using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using Trading.Embedded.Functions.Timers;

namespace Trading.Embedded.Functions.Invocations;

/// <summary>What makes a function run.</summary>
/// <param name="Kind">Name of the trigger in function metadata.</param>
/// <param name="Parameter">The parameter that carries it.</param>
internal abstract record Trigger(string Kind, string Parameter)
{
    /// <summary>For the start-up line.</summary>
    public abstract string Describe();
}

/// <param name="Parameter">The parameter that carries it.</param>
/// <param name="Text">The route as written, settings filled in.</param>
/// <param name="Route">The route below the prefix of host.json.</param>
/// <param name="Methods">The methods it answers, in capitals; none means any.</param>
/// <param name="Level">The key that a caller must show.</param>
internal sealed record HttpTrigger(string Parameter, string Text, RoutePattern Route, IReadOnlyList<string> Methods, AuthorizationLevel Level)
    : Trigger("httpTrigger", Parameter)
{
    public override string Describe() => $"HTTP {(Methods.Count == 0 ? "any method" : string.Join(',', Methods))} /{Route.RawText}";
}

/// <param name="Parameter">The parameter that carries it.</param>
/// <param name="Text">The schedule as written, settings filled in, with its time zone.</param>
/// <param name="Schedule">The schedule.</param>
/// <param name="RunOnStartup">Runs when the host starts, too.</param>
/// <param name="UseMonitor">Whether runs are remembered.</param>
internal sealed record TimerTrigger(string Parameter, string Text, Schedule Schedule, bool RunOnStartup, bool UseMonitor)
    : Trigger("timerTrigger", Parameter)
{
    public override string Describe() => $"timer {Text}";
}

/// <param name="Parameter">The parameter that carries it.</param>
/// <param name="Queue">The queue's name.</param>
/// <param name="ConnectionString">Where the queue is.</param>
/// <param name="AutoComplete">Whether what succeeded is completed.</param>
/// <param name="IsBatched">Whether an invocation gets several messages.</param>
internal sealed record QueueTrigger(string Parameter, string Queue, string ConnectionString, bool AutoComplete, bool IsBatched)
    : Trigger("serviceBusTrigger", Parameter)
{
    public override string Describe() => IsBatched ? $"queue {Queue}, in batches" : $"queue {Queue}";
}

internal sealed record OrchestrationTrigger(string Parameter, string Name)
    : Trigger("orchestrationTrigger", Parameter)
{
    public override string Describe() => $"orchestration {Name}";
}

internal sealed record ActivityTrigger(string Parameter, string Name)
    : Trigger("activityTrigger", Parameter)
{
    public override string Describe() => $"activity {Name}";
}
