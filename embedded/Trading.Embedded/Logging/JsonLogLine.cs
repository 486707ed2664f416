using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Trading.Embedded.Logging;

/// <summary>
/// One log entry as a JSON object: <c>time</c> (UTC), <c>level</c>, <c>category</c>, <c>eventId</c>, <c>message</c>,
/// <c>properties</c> (of the message and of the scopes around it), <c>exception</c>, <c>traceId</c>, <c>spanId</c>,
/// <c>correlationId</c>, which is that of the run where no request or trigger is at work. Secrets are taken out of every text.
/// </summary>
internal static class JsonLogLine
{
    private const string CorrelationKey = "CorrelationId";
    private const string TemplateKey = "{OriginalFormat}";
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // The activity is written under its own names.
    private static readonly HashSet<string> Elsewhere = [TemplateKey, CorrelationKey, "TraceId", "SpanId", "ParentId"];

    public static byte[] Format(DateTimeOffset time, LogLevel level, string category, EventId eventId, string message, object? state, Exception? exception, IExternalScopeProvider scopes, string run)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            Start(json, time, level, category);
            if (eventId.Id != 0)
                json.WriteNumber("eventId", eventId.Id);
            json.WriteString("message", Secrets.Redact(message));
            var correlation = Properties(json, state, scopes);
            if (exception is not null)
                json.WriteString("exception", Secrets.Redact(exception.ToString()));
            if (Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity)
            {
                json.WriteString("traceId", activity.TraceId.ToHexString());
                json.WriteString("spanId", activity.SpanId.ToHexString());
                correlation ??= activity.TraceId.ToHexString();
            }

            json.WriteString("correlationId", correlation ?? run);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The entry that stands for those that did not fit the queue.</summary>
    public static byte[] Dropped(DateTimeOffset time, long count, string run)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            Start(json, time, LogLevel.Warning, typeof(JsonLogLine).Namespace!);
            json.WriteString("message", string.Create(CultureInfo.InvariantCulture, $"{count} log entries came faster than they could be written and were dropped"));
            json.WriteString("correlationId", run);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Start(Utf8JsonWriter json, DateTimeOffset time, LogLevel level, string category)
    {
        json.WriteString("time", time.UtcDateTime);
        json.WriteString("level", level.ToString());
        json.WriteString("category", category);
    }

    // Scopes from the outermost in, then the message's own, so that the nearest value of a name is the one kept.
    private static string? Properties(Utf8JsonWriter json, object? state, IExternalScopeProvider scopes)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        scopes.ForEachScope(Collect, values);
        Collect(state, values);
        var correlation = values.GetValueOrDefault(CorrelationKey)?.ToString();
        if (values.Keys.All(Elsewhere.Contains))
            return correlation;
        json.WriteStartObject("properties");
        foreach (var (name, value) in values.Where(pair => !Elsewhere.Contains(pair.Key)))
            Value(json, name, value);
        json.WriteEndObject();
        return correlation;
    }

    private static void Collect(object? state, Dictionary<string, object?> values)
    {
        if (state is not IEnumerable<KeyValuePair<string, object?>> pairs)
            return;
        foreach (var (name, value) in pairs)
            values[name] = value;
    }

    private static void Value(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNull(name);
                break;
            case bool truth:
                json.WriteBoolean(name, truth);
                break;
            case int number:
                json.WriteNumber(name, number);
                break;
            case long number:
                json.WriteNumber(name, number);
                break;
            case double number when double.IsFinite(number):
                json.WriteNumber(name, number);
                break;
            case IFormattable formattable:
                json.WriteString(name, Secrets.Redact(formattable.ToString(value is DateTimeOffset or DateTime ? "O" : null, CultureInfo.InvariantCulture)));
                break;
            default:
                json.WriteString(name, Secrets.Redact(value.ToString() ?? ""));
                break;
        }
    }
}
