using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Serialization;
using Azure.Data.Tables;

namespace Trading.Embedded.Tables;

/// <summary>The stored properties of a class that implements <see cref="ITableEntity"/>: public, readable and writable, not marked <c>[IgnoreDataMember]</c>.</summary>
internal sealed class EntityClass
{
    private static readonly ConcurrentDictionary<Type, EntityClass> Known = new();
    private readonly Dictionary<string, EntityProperty> byName;

    private EntityClass(Type type)
    {
        Properties = [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(IsStored).Select(property => new EntityProperty(property))];
        byName = Properties.ToDictionary(property => property.Name, StringComparer.Ordinal);
    }

    public IReadOnlyList<EntityProperty> Properties { get; }

    public static EntityClass Of(Type type) => Known.GetOrAdd(type, key => new EntityClass(key));

    public EntityProperty? Find(string name) => byName.GetValueOrDefault(name);

    private static bool IsStored(PropertyInfo property) =>
        property is { GetMethod.IsPublic: true, SetMethod.IsPublic: true }
        && property.GetIndexParameters().Length == 0
        && property.Name is not (nameof(ITableEntity.PartitionKey) or nameof(ITableEntity.RowKey) or nameof(ITableEntity.Timestamp) or nameof(ITableEntity.ETag))
        && property.GetCustomAttribute<IgnoreDataMemberAttribute>() is null;
}

/// <summary>One stored property of a class, under its own name or that of its <c>[DataMember]</c>.</summary>
internal sealed class EntityProperty(PropertyInfo property)
{
    private readonly Type type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;

    public string Name { get; } = property.GetCustomAttribute<DataMemberAttribute>()?.Name ?? property.Name;

    public object? Get(object entity) => property.GetValue(entity);

    /// <summary>Assigns a stored value.</summary>
    /// <exception cref="InvalidOperationException">The stored type doesn't fit the property.</exception>
    public void Set(object entity, object value) => property.SetValue(entity, Fit(value));

    private object Fit(object value) => value switch
    {
        _ when type.IsInstanceOfType(value) => value,
        byte[] bytes when type == typeof(BinaryData) => new BinaryData(bytes),
        DateTimeOffset instant when type == typeof(DateTime) => instant.UtcDateTime,
        string text when type.IsEnum && Enum.TryParse(type, text, out var constant) => constant!,
        int number when type == typeof(long) => (long)number,
        int number when type == typeof(double) => (double)number,
        long number when type == typeof(ulong) => unchecked((ulong)number),
        _ => throw new InvalidOperationException($"Property '{Name}' is stored as {value.GetType().Name} ({value}), which doesn't fit {type.Name}."),
    };
}
