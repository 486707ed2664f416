using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using Trading.Application.Strategies;
using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Domain.Strategies;
using Trading.Functions.Http;

namespace Trading.Functions.Strategies;

/// <summary>JSON schema of a strategy: the members and types of <see cref="StrategyDocumentDraft"/>, with the words and lengths that are accepted.</summary>
internal static class StrategySchema
{
    private static readonly JsonSchemaExporterOptions Exporter = new() { TreatNullObliviousAsNonNullable = false, TransformSchemaNode = Describe };

    /// <summary>The schema, draft 2020-12.</summary>
    public static string Text { get; } = Create();

    private static string Create()
    {
        var schema = (JsonObject)ApiJson.Requests.GetJsonSchemaAsNode(typeof(StrategyDocumentDraft), Exporter);
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", "Strategy");
        schema["required"] = new JsonArray("market", "symbols", "interval", "strategy");
        schema["properties"]!["strategy"]!["required"] = new JsonArray("entry");
        return schema.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
    }

    private static JsonNode Describe(JsonSchemaExporterContext context, JsonNode schema)
    {
        if (context.TypeInfo.Type == typeof(decimal) || context.TypeInfo.Type == typeof(decimal?))
            schema = Decimal();
        if (schema is JsonObject described && context.PropertyInfo is { } property)
            Limit(property.DeclaringType, property.Name, described);
        return schema;
    }

    // A decimal may come as a number or, so that no digit is lost on the way, as a string.
    private static JsonObject Decimal() => new() { ["type"] = new JsonArray("number", "string", "null"), ["pattern"] = @"^-?[0-9]*\.?[0-9]+$" };

    private static void Limit(Type declaring, string name, JsonObject schema)
    {
        switch (declaring.Name, name)
        {
            case (nameof(StrategyDocumentDraft), "name"):
                (schema["minLength"], schema["maxLength"]) = (1, StrategyReader.MaxNameLength);
                break;
            case (nameof(StrategyDocumentDraft), "description"):
                schema["maxLength"] = StrategyReader.MaxDescriptionLength;
                break;
            case (nameof(StrategyDocumentDraft), "market"):
                schema["enum"] = Words(Market.All.Select(market => market.Code));
                break;
            case (nameof(StrategyDocumentDraft), "interval"):
                schema["enum"] = Words(Interval.All.Select(interval => interval.Code));
                break;
            case (nameof(StrategyDocumentDraft), "symbols"):
                (schema["minItems"], schema["maxItems"]) = (1, StrategyLimits.MaxInstruments);
                break;
            case (nameof(StrategyDocumentDraft), "segment"):
                schema["enum"] = Names<Segment>();
                break;
            case (nameof(StrategyDocumentDraft), "kind"):
                schema["enum"] = Names<StrategyKind>();
                break;
            case (nameof(CostsDraft), "preset"):
                schema["enum"] = Names<CommissionPlan>();
                break;
            case (nameof(SizingDraft), "kind"):
                schema["enum"] = Names<SizingKind>();
                break;
        }
    }

    private static JsonArray Words(IEnumerable<string> words) => [.. words.Select(word => JsonValue.Create(word))];

    private static JsonArray Names<T>()
        where T : struct, Enum => [.. Enum.GetNames<T>().Select(name => (JsonNode?)JsonNamingPolicy.CamelCase.ConvertName(name)), null];
}
