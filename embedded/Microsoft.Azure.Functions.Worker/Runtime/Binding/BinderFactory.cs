using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Converters;
using Microsoft.DurableTask.Client;
using Trading.Embedded.Functions.Invocations;
using Trading.Embedded.Functions.SignalR;

namespace Trading.Embedded.Functions.Binding;

/// <summary>Decides how each parameter of a function gets its value, as the Functions worker does, and refuses what the worker can't bind.</summary>
internal sealed class BinderFactory(JsonSerializerOptions json, Func<DurableTaskClient> durableClient, SignalRInputs signalR)
{
    public static bool IsDurableClient(Type type) => typeof(DurableTaskClient).IsAssignableFrom(type);

    /// <returns>Null when the parameter can't be bound; <paramref name="faults"/> then says why.</returns>
    public ParameterBinder? Create(ParameterInfo parameter, Trigger trigger, List<string> faults)
    {
        var fault = "";
        var binder = parameter.Name == trigger.Parameter ? OfTrigger(parameter, trigger, ref fault) : OfOther(parameter, trigger, ref fault);
        if (binder is null)
            faults.Add($"the parameter '{parameter.Name}' ({parameter.ParameterType.Name}) can't be bound: {fault}");
        return binder;
    }

    private ParameterBinder? OfTrigger(ParameterInfo parameter, Trigger trigger, ref string fault)
    {
        var type = parameter.ParameterType;
        switch (trigger)
        {
            case HttpTrigger when type == typeof(HttpRequest):
                return (invocation, _) => ValueTask.FromResult<object?>(invocation.Http!.Request);
            case HttpTrigger:
                fault = "an HTTP trigger stands on an HttpRequest";
                return null;
            case TimerTrigger when type == typeof(TimerInfo):
                return Payload;
            case TimerTrigger:
                fault = "a timer trigger stands on a TimerInfo";
                return null;
            case QueueTrigger queue:
                return MessageBinding.For(type, queue.IsBatched, json, ref fault);
            case OrchestrationTrigger:
                return OrchestrationBinding.ForContext(type, ref fault);
            default:
                return OrchestrationBinding.ForActivityInput(type);
        }
    }

    private ParameterBinder? OfOther(ParameterInfo parameter, Trigger trigger, ref string fault)
    {
        var type = parameter.ParameterType;
        if (type == typeof(FunctionContext))
            return (_, context) => ValueTask.FromResult<object?>(context);
        if (type == typeof(CancellationToken))
            return (_, context) => ValueTask.FromResult<object?>(context.CancellationToken);
        if (parameter.GetCustomAttribute<DurableClientAttribute>() is { } client)
            return OfDurableClient(type, client, trigger, ref fault);
        if (parameter.GetCustomAttribute<SignalRConnectionInfoInputAttribute>() is { } connection && trigger is not OrchestrationTrigger)
            return signalR.For(type, connection, ref fault);
        if (IsDurableClient(type))
        {
            fault = "a durable client needs [DurableClient]";
            return null;
        }

        switch (trigger)
        {
            case OrchestrationTrigger orchestration:
                return OrchestrationBinding.ForInput(parameter, orchestration, ref fault);
            case HttpTrigger when parameter.GetCustomAttribute<InputConverterAttribute>() is Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute:
                return BodyBinder.For(type);
            case HttpTrigger when parameter.GetCustomAttribute<Microsoft.AspNetCore.Mvc.FromBodyAttribute>() is not null:
                fault = "this [FromBody] is MVC's, which the Functions worker ignores; use Microsoft.Azure.Functions.Worker.Http.FromBody";
                return null;
            case HttpTrigger when SimpleValue.IsSimple(type):
                return NamedValue.For(parameter);
            case HttpTrigger:
                fault = "expected FunctionContext, CancellationToken, [FromBody], [DurableClient], or a plain type named as a route or query value; services belong in the constructor";
                return null;
            case QueueTrigger queue:
                return MessageBinding.ForOther(parameter, queue.IsBatched, json, ref fault);
            case ActivityTrigger when type == typeof(string) && string.Equals(parameter.Name, "instanceId", StringComparison.OrdinalIgnoreCase):
                return NamedValue.For(parameter);
            default:
                fault = "expected FunctionContext, CancellationToken or [DurableClient]; services belong in the constructor";
                return null;
        }
    }

    private ParameterBinder? OfDurableClient(Type type, DurableClientAttribute attribute, Trigger trigger, ref string fault)
    {
        fault = trigger is OrchestrationTrigger ? "an orchestrator reaches others through its context alone"
            : type != typeof(DurableTaskClient) ? "[DurableClient] stands on a DurableTaskClient"
            : attribute.TaskHub is not null || attribute.ConnectionName is not null ? "there is one task hub only; leave TaskHub and ConnectionName out"
            : "";
        return fault.Length > 0 ? null : (_, _) => ValueTask.FromResult<object?>(durableClient());
    }

    private static ValueTask<object?> Payload(Invocation invocation, FunctionContext context) => ValueTask.FromResult<object?>(invocation.Payload);
}
