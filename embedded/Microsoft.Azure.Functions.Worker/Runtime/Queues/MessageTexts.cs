using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Trading.Embedded.Functions.Queues;

/// <summary>The messages that a returned value becomes. Between an isolated worker and its host a value is text or JSON, and an array is several.</summary>
internal static class MessageTexts
{
    // On Azure bytes arrive as the words "System.Byte[]", and objects that are no data as whatever a serializer makes of them.
    private const string NoBytes = "bytes don't reach the queue from an isolated worker; return text, or send with a ServiceBusSender";
    private const string NoProperties = "the binding sends text and JSON only; a message with properties needs a ServiceBusSender";
    private const string NoAnswer = "it is an HTTP answer; return it by a property with [HttpResult]";

    private static readonly (Type Type, string Why)[] Refused =
    [
        (typeof(byte[]), NoBytes), (typeof(BinaryData), NoBytes), (typeof(ReadOnlyMemory<byte>), NoBytes), (typeof(Stream), NoBytes),
        (typeof(ServiceBusMessage), NoProperties), (typeof(ServiceBusReceivedMessage), NoProperties),
        (typeof(IActionResult), NoAnswer), (typeof(IResult), NoAnswer),
    ];

    /// <summary>Why a value of that type, or an array of such, can't be sent; null when it can.</summary>
    public static string? Refusal(Type type) => RefusalOfOne(type) ?? (ElementOf(type) is { } element ? RefusalOfOne(element) : null);

    /// <exception cref="NotSupportedException">No such value can be sent.</exception>
    /// <exception cref="FormatException">A text that begins and ends like JSON is none.</exception>
    public static IReadOnlyList<string> Of(object value, JsonSerializerOptions json)
    {
        if (Refusal(value.GetType()) is { } refusal)
            throw new NotSupportedException($"A {value.GetType().Name} can't be sent: {refusal}.");
        if (value is string text)
            return OfText(text);
        var element = JsonSerializer.SerializeToElement(value, value.GetType(), json);
        return element.ValueKind == JsonValueKind.Array ? [.. element.EnumerateArray().Select(OfElement)] : [OfElement(element)];
    }

    private static IReadOnlyList<string> OfText(string text)
    {
        if (text.AsSpan().Trim() is not (['{', .., '}'] or ['[', .., ']']))
            return [text];
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Array ? [.. document.RootElement.EnumerateArray().Select(OfElement)] : [text];
        }
        catch (JsonException error)
        {
            throw new FormatException($"A text in braces or brackets is read as JSON, and this is none: {error.Message}", error);
        }
    }

    private static string OfElement(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString()!,
        JsonValueKind.Null => "",
        JsonValueKind.True => bool.TrueString,
        JsonValueKind.False => bool.FalseString,
        _ => element.GetRawText(),
    };

    private static string? RefusalOfOne(Type type) => Refused.FirstOrDefault(refused => refused.Type.IsAssignableFrom(type)).Why;

    private static Type? ElementOf(Type type) =>
        type == typeof(string) ? null
        : type.IsArray ? type.GetElementType()
        : type.GetInterfaces().Append(type).FirstOrDefault(each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GetGenericArguments()[0];
}
