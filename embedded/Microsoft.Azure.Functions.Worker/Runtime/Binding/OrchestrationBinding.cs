using System.Reflection;
using System.Text.Json;
using Microsoft.DurableTask;
using Trading.Embedded.Durable;
using Trading.Embedded.Functions.Invocations;

namespace Trading.Embedded.Functions.Binding;

/// <summary>Parameters of orchestrators and activities.</summary>
internal static class OrchestrationBinding
{
    public static ParameterBinder? ForContext(Type type, ref string fault)
    {
        if (type == typeof(TaskOrchestrationContext))
            return (invocation, _) => ValueTask.FromResult<object?>(invocation.Payload);
        fault = "an orchestration trigger stands on a TaskOrchestrationContext";
        return null;
    }

    /// <summary>The one further parameter of an orchestrator is its input.</summary>
    public static ParameterBinder? ForInput(ParameterInfo parameter, OrchestrationTrigger trigger, ref string fault)
    {
        var inputs = ((MethodInfo)parameter.Member).GetParameters().Count(other =>
            other.Name != trigger.Parameter && other.ParameterType != typeof(Microsoft.Azure.Functions.Worker.FunctionContext) && other.ParameterType != typeof(CancellationToken));
        if (inputs > 1)
        {
            fault = "an orchestrator has one input; services and clients can't be handed to it";
            return null;
        }

        var type = parameter.ParameterType;
        return (invocation, _) => ValueTask.FromResult(DurableEngine.GetInput((TaskOrchestrationContext)invocation.Payload, type)
            ?? (parameter.HasDefaultValue ? parameter.DefaultValue : null));
    }

    public static ParameterBinder ForActivityInput(Type type) => (invocation, _) =>
    {
        var activity = (ActivityInvocation)invocation.Payload;
        try
        {
            return ValueTask.FromResult(activity.GetInput(type));
        }
        catch (JsonException error)
        {
            throw new InvalidOperationException($"The input of activity '{activity.Name}' is no {type.Name}: {error.Message}", error);
        }
    };
}
