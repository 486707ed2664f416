using System.Text.Json;
using Trading.Domain.Strategies;
using Trading.Functions.Http;

namespace Trading.Functions.Strategies;

/// <summary>A field that two versions of a strategy have different values in.</summary>
/// <param name="Field">Path as in the API's JSON, such as <c>strategy.exits.stop.value</c>.</param>
/// <param name="Before">Value in the older one; null when it has none.</param>
/// <param name="After">Value in the newer one; null when it has none.</param>
internal sealed record StrategyDifference(string Field, JsonElement? Before, JsonElement? After)
{
    /// <summary>All differences, in the order of the fields. Lists are compared as a whole.</summary>
    public static IReadOnlyList<StrategyDifference> Between(StrategyDocument before, StrategyDocument after)
    {
        var (old, now) = (Fields(before), Fields(after));
        return
        [
            .. old.Keys.Union(now.Keys)
                .Select(field => new StrategyDifference(field, Value(old, field), Value(now, field)))
                .Where(difference => difference.Before?.GetRawText() != difference.After?.GetRawText()),
        ];
    }

    private static JsonElement? Value(OrderedDictionary<string, JsonElement> fields, string field) => fields.TryGetValue(field, out var value) ? value : null;

    private static OrderedDictionary<string, JsonElement> Fields(StrategyDocument document)
    {
        var fields = new OrderedDictionary<string, JsonElement>();
        Add("", JsonSerializer.SerializeToElement(StrategyDocumentAnswer.Of(document), ApiJson.Responses));
        return fields;

        void Add(string path, JsonElement value)
        {
            if (value.ValueKind == JsonValueKind.Null)
                return;
            if (value.ValueKind != JsonValueKind.Object)
            {
                fields[path] = value;
                return;
            }

            foreach (var member in value.EnumerateObject())
                Add(path.Length == 0 ? member.Name : $"{path}.{member.Name}", member.Value);
        }
    }
}
