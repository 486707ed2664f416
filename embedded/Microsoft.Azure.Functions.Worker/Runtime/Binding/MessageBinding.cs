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
    /// <summary>The message itself: text, bytes, the received message, or an object from JSON; of a batch, an array of these.</summary>
    public static ParameterBinder? For(Type type, bool isBatched, JsonSerializerOptions json, ref string fault)
    {
        var one = isBatched ? type.GetElementType() : type;
        if (one is null || isBatched && !type.IsSZArray)
        {
            fault = "a batch comes as an array; IsBatched stands on a string[], BinaryData[], byte[][], ServiceBusReceivedMessage[] or an array of a class read from JSON";
            return null;
        }

        if (one.IsInterface || one.IsAbstract || one.IsPointer || typeof(Delegate).IsAssignableFrom(one))
        {
            fault = "a Service Bus trigger stands on a string, BinaryData, byte[], ServiceBusReceivedMessage or a class read from JSON";
            return null;
        }

        var read = Reader(one, json);
        return isBatched
            ? (invocation, _) => ValueTask.FromResult<object?>(ArrayOf(one, Messages(invocation), read))
            : (invocation, _) => ValueTask.FromResult(read(Messages(invocation)[0]));
    }

    public static ParameterBinder? ForOther(ParameterInfo parameter, bool isBatched, JsonSerializerOptions json, ref string fault)
    {
        var (name, type) = (parameter.Name!, parameter.ParameterType);
        if (type == typeof(ServiceBusMessageActions))
            return (invocation, _) => ValueTask.FromResult<object?>(((QueueDelivery)invocation.Payload).Actions);
        if (!MessageMetadata.Names(isBatched).Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            fault = $"expected FunctionContext, CancellationToken, ServiceBusMessageActions, [DurableClient], or one of {string.Join(", ", MessageMetadata.Names(isBatched))}; services belong in the constructor";
            return null;
        }

        var isPlain = !isBatched && !name.Equals(MessageMetadata.ApplicationProperties, StringComparison.OrdinalIgnoreCase);
        if (isPlain && SimpleValue.IsSimple(type))
            return NamedValue.For(parameter);
        fault = isPlain ? $"{name} is a plain value" : isBatched ? $"{name} is an array" : $"{name} is a dictionary";
        return isPlain || SimpleValue.IsSimple(type) || isBatched && !type.IsSZArray ? null : Metadata(name, type, json);
    }

    // Between the Functions host and its worker these travel as JSON, and the parameter's type says what becomes of it.
    private static ParameterBinder Metadata(string name, Type type, JsonSerializerOptions json) => (invocation, _) =>
    {
        try
        {
            return ValueTask.FromResult(JsonSerializer.SerializeToElement(invocation.Data[name], json).Deserialize(type, json));
        }
        catch (Exception error) when (error is JsonException or NotSupportedException or ArgumentException)
        {
            throw new BindingException(400, "bad-value", name, $"'{name}' is no {type.Name}: {error.Message}", error);
        }
    };

    private static IReadOnlyList<ServiceBusReceivedMessage> Messages(Invocation invocation) => ((QueueDelivery)invocation.Payload).Messages;

    private static Array ArrayOf(Type type, IReadOnlyList<ServiceBusReceivedMessage> messages, Func<ServiceBusReceivedMessage, object?> read)
    {
        var array = Array.CreateInstance(type, messages.Count);
        for (var i = 0; i < messages.Count; i++)
            array.SetValue(read(messages[i]), i);
        return array;
    }

    private static Func<ServiceBusReceivedMessage, object?> Reader(Type type, JsonSerializerOptions json) =>
        type == typeof(ServiceBusReceivedMessage) ? message => message
        : type == typeof(string) ? message => message.Body.ToString()
        : type == typeof(BinaryData) ? message => message.Body
        : type == typeof(byte[]) ? message => message.Body.ToArray()
        : message => FromJson(message, type, json);

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
