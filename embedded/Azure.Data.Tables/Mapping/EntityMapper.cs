using Azure;
using Azure.Data.Tables;

namespace Trading.Embedded.Tables;

/// <summary>Turns what callers hold, <see cref="TableEntity"/> or a class of theirs, into what is stored, and back.</summary>
internal static class EntityMapper
{
    public static EntityWrite ToWrite(WriteKind kind, ITableEntity entity, string? ifMatch)
    {
        if (kind == WriteKind.Delete)
            return new EntityWrite(kind, entity.PartitionKey, entity.RowKey, [], ifMatch);
        var properties = new List<KeyValuePair<string, object?>>();
        if (entity is TableEntity bag)
        {
            foreach (var (name, value) in (IEnumerable<KeyValuePair<string, object>>)bag)
            {
                if (!IsSystem(name) && name != TableEntity.ETagName)
                    properties.Add(new(name, ToStored(name, value, fromClass: false)));
            }
        }
        else
        {
            foreach (var property in EntityClass.Of(entity.GetType()).Properties)
                properties.Add(new(property.Name, ToStored(property.Name, property.Get(entity), fromClass: true)));
        }

        return new EntityWrite(kind, entity.PartitionKey, entity.RowKey, properties, ifMatch);
    }

    public static T ToEntity<T>(EntityRecord record)
        where T : class, ITableEntity
    {
        if (typeof(T) == typeof(TableEntity) || typeof(T) == typeof(ITableEntity))
            return (T)(object)ToBag(record);
        var shape = EntityClass.Of(typeof(T));
        var entity = Activator.CreateInstance<T>();
        if (record.PartitionKey is not null)
            entity.PartitionKey = record.PartitionKey;
        if (record.RowKey is not null)
            entity.RowKey = record.RowKey;
        entity.Timestamp = record.Timestamp;
        entity.ETag = new ETag(record.ETag);
        foreach (var (name, value) in record.Properties)
        {
            if (value is not null)
                shape.Find(name)?.Set(entity, value);
        }

        return entity;
    }

    private static TableEntity ToBag(EntityRecord record)
    {
        var bag = new TableEntity { ETag = new ETag(record.ETag) };
        if (record.PartitionKey is not null)
            bag.PartitionKey = record.PartitionKey;
        if (record.RowKey is not null)
            bag.RowKey = record.RowKey;
        if (record.Timestamp is not null)
            bag.Timestamp = record.Timestamp;
        foreach (var (name, value) in record.Properties)
            bag[name] = value!;
        return bag;
    }

    private static bool IsSystem(string name) =>
        name is nameof(ITableEntity.PartitionKey) or nameof(ITableEntity.RowKey) or nameof(ITableEntity.Timestamp);

    private static object? ToStored(string name, object? value, bool fromClass) => value switch
    {
        null or string or byte[] or bool or double or Guid or int or long => value,
        DateTimeOffset instant => instant.ToUniversalTime(),
        DateTime { Kind: DateTimeKind.Utc } instant => new DateTimeOffset(instant),
        DateTime instant => throw new NotSupportedException($"Property '{name}': DateTime {instant:O} has Kind {instant.Kind}; a table stores UTC only."),
        BinaryData data => data.ToArray(),
        Enum constant when fromClass => constant.ToString(),
        ulong number when fromClass => unchecked((long)number),
        _ => throw new NotSupportedException(
            $"Property '{name}' is a {value.GetType().Name}; expected string, byte[], BinaryData, bool, DateTime (UTC), DateTimeOffset, double, Guid, int or long."),
    };
}
