using System.Diagnostics;
using Microsoft.DurableTask;
using Trading.Embedded.Durable;
using Trading.Embedded.Functions.Invocations;

namespace Trading.Embedded.Functions.Orchestrations;

/// <summary>Makes orchestrator and activity functions known to the durable engine and runs it.</summary>
internal sealed class OrchestrationListener(DurableEngine engine, IReadOnlyList<FunctionEntry> functions, FunctionInvoker invoker, CancellationToken giveUp)
    : IListener
{
    private Task stopping = Task.CompletedTask;
    private int stopped;

    public Task StartAsync()
    {
        foreach (var function in functions)
        {
            switch (function.Trigger)
            {
                case OrchestrationTrigger orchestration:
                    engine.AddOrchestrator(orchestration.Name, context => OrchestrateAsync(function, context));
                    break;
                case ActivityTrigger activity:
                    engine.AddActivity(activity.Name, (call, cancelled) => ActAsync(function, call, cancelled));
                    break;
            }
        }

        return engine.StartAsync(giveUp);
    }

    public void TakeNoMore()
    {
        if (Interlocked.Exchange(ref stopped, 1) == 0)
            stopping = engine.StopAsync(giveUp);
    }

    public Task StopAsync()
    {
        TakeNoMore();
        return stopping;
    }

    public ValueTask DisposeAsync() => engine.DisposeAsync();

    private Task<object?> OrchestrateAsync(FunctionEntry function, TaskOrchestrationContext context) =>
        invoker.InvokeOrchestratorAsync(new Invocation { Function = function, Payload = context, Data = Id(context.InstanceId) });

    private Task<object?> ActAsync(FunctionEntry function, ActivityInvocation call, CancellationToken cancelled) =>
        invoker.InvokeAsync(new Invocation
        {
            Function = function,
            Payload = call,
            Data = Id(call.InstanceId),
            Parent = Activity.Current?.Context ?? (ActivityContext.TryParse(call.TraceParent, null, out var parent) ? parent : default),
            Cancelled = cancelled,
        });

    private static Dictionary<string, object?> Id(string instanceId) => new(StringComparer.OrdinalIgnoreCase) { ["instanceId"] = instanceId };
}
