using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Trading.Domain.Orders;

namespace Trading.Integrations.Json;

/// <summary>
/// JSON in which the domain's values are stored. Names and kinds written here are read for ever: a new kind is added, an old one is never
/// renamed. What a type computes from its other members is left out.
/// </summary>
internal static class StoredJson
{
    private static readonly Dictionary<Type, (Type Type, string Kind)[]> Families = new()
    {
        [typeof(OrderSize)] =
        [
            (typeof(OrderSize.Units), "units"),
            (typeof(OrderSize.Cash), "cash"),
        ],
        [typeof(OrderEvent)] =
        [
            (typeof(OrderCreated), "created"),
            (typeof(RiskPassed), "risk-passed"),
            (typeof(OrderDenied), "denied"),
            (typeof(SubmissionStarted), "submission-started"),
            (typeof(FateUnknown), "fate-unknown"),
            (typeof(FateEscalated), "fate-escalated"),
            (typeof(OrderAccepted), "accepted"),
            (typeof(OrderWorking), "working"),
            (typeof(ExecutionRecorded), "execution"),
            (typeof(OrderFilled), "filled"),
            (typeof(OverfillDetected), "overfill"),
            (typeof(CancelRequested), "cancel-requested"),
            (typeof(ReplaceRequested), "replace-requested"),
            (typeof(RestAllotted), "rest-allotted"),
            (typeof(OrderCancelled), "cancelled"),
            (typeof(OrderRejected), "rejected"),
            (typeof(OrderExpired), "expired"),
            (typeof(ExecutionBooked), "booked"),
            (typeof(ContradictionNoted), "contradiction"),
        ],
    };

    /// <summary>For everything that is stored.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <exception cref="InvalidDataException">The text is not the JSON of such a value.</exception>
    public static T Read<T>(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(text, Options) ?? throw new InvalidDataException($"A stored {typeof(T).Name} is null.");
        }
        catch (Exception error) when (error is JsonException or NotSupportedException or ArgumentException or FormatException or OverflowException)
        {
            // No JSON, a kind that is not known, or a text that is no value of the domain.
            throw new InvalidDataException($"A stored {typeof(T).Name} can't be read: {error.Message}", error);
        }
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { AddKinds, LeaveOutComputed } },
        };
        DomainConverters.AddTo(options);
        options.MakeReadOnly();
        return options;
    }

    private static void AddKinds(JsonTypeInfo type)
    {
        if (!Families.TryGetValue(type.Type, out var kinds))
            return;
        type.PolymorphismOptions = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = "kind" };
        foreach (var (derived, kind) in kinds)
            type.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(derived, kind));
    }

    private static void LeaveOutComputed(JsonTypeInfo type)
    {
        if (type.Kind is not JsonTypeInfoKind.Object)
            return;
        var parameters = type.Type.GetConstructors().SelectMany(constructor => constructor.GetParameters())
            .Select(parameter => parameter.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var property in type.Properties.Where(property => property.Set is null && !parameters.Contains(property.Name)).ToList())
            type.Properties.Remove(property);
    }
}
