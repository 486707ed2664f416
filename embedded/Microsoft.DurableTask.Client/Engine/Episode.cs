using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Trading.Embedded.Durable;

/// <summary>One run of an orchestrator's code from a set of arrivals to the next wait: all that a replay needs.</summary>
/// <param name="At">The orchestrator's time during the episode, UTC.</param>
/// <param name="Messages">What arrived, in the order in which it was processed.</param>
/// <param name="Steps">What was asked for, by number.</param>
internal sealed record Episode(DateTime At, IReadOnlyList<Message> Messages, IReadOnlyList<StepRecord> Steps);

/// <summary>How messages, episodes and failures are stored.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(Message))]
[JsonSerializable(typeof(Episode))]
[JsonSerializable(typeof(StoredFailure))]
internal sealed partial class StoredJson : JsonSerializerContext
{
    // Payloads are JSON within JSON: what need not be escaped is not, or each quote in them would take six characters.
    private static StoredJson Sparing =>
        field ??= new StoredJson(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static string Write(Message message) => JsonSerializer.Serialize(message, Sparing.Message);

    public static string Write(Episode episode) => JsonSerializer.Serialize(episode, Sparing.Episode);

    public static string Write(StoredFailure failure) => JsonSerializer.Serialize(failure, Sparing.StoredFailure);

    public static Message ReadMessage(string text) =>
        JsonSerializer.Deserialize(text, Default.Message) ?? throw new JsonException("A stored message is null.");

    public static Episode ReadEpisode(string text) =>
        JsonSerializer.Deserialize(text, Default.Episode) ?? throw new JsonException("A stored episode is null.");

    public static StoredFailure ReadFailure(string text) =>
        JsonSerializer.Deserialize(text, Default.StoredFailure) ?? throw new JsonException("A stored failure is null.");
}
