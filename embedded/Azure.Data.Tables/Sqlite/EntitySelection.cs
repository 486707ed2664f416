namespace Trading.Embedded.Tables.Sqlite;

/// <summary>What a read asked for. Keys and timestamp come only when named; a property that an entity lacks comes as null.</summary>
internal sealed class EntitySelection(IReadOnlyList<string>? names)
{
    private readonly HashSet<string>? wanted = names is { Count: > 0 } ? new HashSet<string>(names, StringComparer.Ordinal) : null;

    public bool Wants(string name) => wanted is null || wanted.Contains(name);

    public EntityRecord Apply(string partitionKey, string rowKey, long version, List<KeyValuePair<string, object?>> properties)
    {
        if (wanted is not null)
        {
            foreach (var name in wanted)
            {
                if (name is not ("PartitionKey" or "RowKey" or "Timestamp") && !properties.Exists(property => property.Key == name))
                    properties.Add(new(name, null));
            }
        }

        return new EntityRecord(
            Wants("PartitionKey") ? partitionKey : null, Wants("RowKey") ? rowKey : null,
            Wants("Timestamp") ? new DateTimeOffset(version, TimeSpan.Zero) : null, EntityTag.Of(version), properties);
    }
}
