using System.Reflection;
using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Trading.Embedded.Functions.Invocations;
using Trading.Embedded.Functions.Queues;

namespace Trading.Embedded.Functions.Binding;

/// <summary>Parameters of functions that handle queue messages.</summary>
internal static class MessageBinding
{
    // What the Functions host tells the worker about a message, as far as plain types can hold it.
    private static readonly string[] Known = ["messageId", "correlationId", "subject", "contentType", "deliveryCount", "sequenceNumber", "enqueuedTimeUtc"];

    /// <summary>The message itself: text, bytes, the received message, or an object from JSON.</summary>
    public static ParameterBinder? For(Type type, JsonSerializerOptions json, ref string fault)
    {
        if (type == typeof(ServiceBusReceivedMessage))
            return (invocation, _) => ValueTask.FromResult<object?>(Message(invocation));
        if (type == typeof(string))
            return (invocation, _) => ValueTask.FromResult<object?>(Message(invocation).Body.ToString());
        if (type == typeof(BinaryData))
            return (invocation, _) => ValueTask.FromResult<object?>(Message(invocation).Body);
        if (type == typeof(byte[]))
            return (invocation, _) => ValueTask.FromResult<object?>(Message(invocation).Body.ToArray());
        if (type.IsInterface || type.IsAbstract || type.IsPointer || typeof(Delegate).IsAssignableFrom(type))
        {
            fault = "a Service Bus trigger stands on a string, BinaryData, byte[], ServiceBusReceivedMessage or a class read from JSON";
            return null;
        }

        return (invocation, _) => ValueTask.FromResult(FromJson(Message(invocation), type, json));
    }

    public static ParameterBinder? ForOther(ParameterInfo parameter, ref string fault)
    {
        if (parameter.ParameterType == typeof(ServiceBusMessageActions))
            return (invocation, _) => ValueTask.FromResult<object?>(((QueueDelivery)invocation.Payload).Actions);
        if (SimpleValue.IsSimple(parameter.ParameterType) && Known.Contains(parameter.Name, StringComparer.OrdinalIgnoreCase))
            return NamedValue.For(parameter);
        fault = $"expected FunctionContext, CancellationToken, ServiceBusMessageActions, [DurableClient], or one of {string.Join(", ", Known)}; services belong in the constructor";
        return null;
    }

    private static ServiceBusReceivedMessage Message(Invocation invocation) => ((QueueDelivery)invocation.Payload).Message;

    private static object? FromJson(ServiceBusReceivedMessage message, Type type, JsonSerializerOptions json)
    {
        try
        {
            return JsonSerializer.Deserialize(message.Body.ToMemory().Span, type, json);
        }
        catch (JsonException error)
        {
            throw new BindingException(400, "malformed-message", null, $"The message is no {type.Name}: {error.Message}", error);
        }
    }
}
