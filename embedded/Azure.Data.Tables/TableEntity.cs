#nullable disable annotations // The package this stands in for carries no nullable annotations.

using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Azure.Data.Tables;

/// <summary>
/// An entity as a dictionary of named values. Values are string, byte[] or <see cref="BinaryData"/>, bool, DateTime (UTC),
/// DateTimeOffset, double, Guid, int or long; what the service returns are string, byte[], bool, DateTimeOffset, double, Guid, int or long.
/// </summary>
#pragma warning disable CA1710 // The name is the package's.
public sealed class TableEntity : ITableEntity, IDictionary<string, object>
{
    internal const string ETagName = "odata.etag";
    private readonly Dictionary<string, object> values;

    /// <summary>An entity without keys.</summary>
    public TableEntity() => values = new Dictionary<string, object>(StringComparer.Ordinal);

    /// <summary>An entity with a copy of the values; keys may be among them as <c>PartitionKey</c> and <c>RowKey</c>.</summary>
    public TableEntity(IDictionary<string, object> values)
        : this()
    {
        if (values is null)
            return;
        foreach (var (name, value) in values)
            this.values[name] = value;
    }

    /// <summary>An entity with its keys.</summary>
    public TableEntity(string partitionKey, string rowKey)
        : this()
    {
        PartitionKey = partitionKey;
        RowKey = rowKey;
    }

    /// <inheritdoc/>
    public string PartitionKey
    {
        get => GetString(nameof(PartitionKey));
        set => values[nameof(PartitionKey)] = value;
    }

    /// <inheritdoc/>
    public string RowKey
    {
        get => GetString(nameof(RowKey));
        set => values[nameof(RowKey)] = value;
    }

    /// <inheritdoc/>
    public DateTimeOffset? Timestamp
    {
        get => GetDateTimeOffset(nameof(Timestamp));
        set => values[nameof(Timestamp)] = value;
    }

    /// <inheritdoc/>
    public ETag ETag
    {
        get => GetString(ETagName) is { } text ? new ETag(text) : default;
        set => values[ETagName] = value.ToString();
    }

    /// <summary>Names of all values, the keys, <c>Timestamp</c> and <c>odata.etag</c> included where set.</summary>
    public ICollection<string> Keys => values.Keys;

    /// <summary>Number of values, the keys, <c>Timestamp</c> and <c>odata.etag</c> included where set.</summary>
    public int Count => values.Count;

    ICollection<object> IDictionary<string, object>.Values => values.Values;

    bool ICollection<KeyValuePair<string, object>>.IsReadOnly => false;

    /// <summary>A value by its name; null when there is none of that name.</summary>
    /// <remarks>An int assigned where a double or a long is keeps that type.</remarks>
    [SuppressMessage("Design", "CA1043", Justification = "The signature is the package's.")]
    public object this[string key]
    {
        get => values.GetValueOrDefault(key);
        set => values[key] = (values.GetValueOrDefault(key), value) switch
        {
            (double, int number) => (double)number,
            (long, int number) => (long)number,
            _ => value,
        };
    }

    /// <summary>A text; null when missing.</summary>
    /// <exception cref="InvalidOperationException">The value has another type.</exception>
    public string GetString(string key) => (string)Typed(key, typeof(string));

    /// <summary>A binary as BinaryData; null when missing.</summary>
    /// <exception cref="InvalidOperationException">The value has another type.</exception>
    public BinaryData GetBinaryData(string key) => Typed(key, typeof(BinaryData)) as BinaryData;

    /// <summary>A binary as an array; null when missing.</summary>
    /// <exception cref="InvalidOperationException">The value has another type.</exception>
    public byte[] GetBinary(string key) => Typed(key, typeof(byte[])) as byte[];

    /// <summary>A truth value; null when missing.</summary>
    /// <exception cref="InvalidOperationException">The value has another type.</exception>
    public bool? GetBoolean(string key) => (bool?)Typed(key, typeof(bool));

    /// <summary>An instant as a UTC DateTime; null when missing.</summary>
    /// <exception cref="InvalidOperationException">The value has another type.</exception>
    public DateTime? GetDateTime(string key) => (DateTime?)Typed(key, typeof(DateTime));

    /// <summary>An instant; null when missing.</summary>
    /// <exception cref="InvalidOperationException">The value has another type.</exception>
    public DateTimeOffset? GetDateTimeOffset(string key) => (DateTimeOffset?)Typed(key, typeof(DateTimeOffset));

    /// <summary>A double; null when missing.</summary>
    /// <exception cref="InvalidOperationException">The value has another type.</exception>
    public double? GetDouble(string key) => (double?)Typed(key, typeof(double));

    /// <summary>A Guid; null when missing.</summary>
    /// <exception cref="InvalidOperationException">The value has another type.</exception>
    public Guid? GetGuid(string key) => (Guid?)Typed(key, typeof(Guid));

    /// <summary>A 32-bit integer; null when missing.</summary>
    /// <exception cref="InvalidOperationException">The value has another type.</exception>
    public int? GetInt32(string key) => (int?)Typed(key, typeof(int));

    /// <summary>A 64-bit integer; null when missing.</summary>
    /// <exception cref="InvalidOperationException">The value has another type.</exception>
    public long? GetInt64(string key) => (long?)Typed(key, typeof(long));

    /// <inheritdoc/>
    public void Add(string key, object value) => values.Add(key, value);

    /// <inheritdoc/>
    public bool ContainsKey(string key) => values.ContainsKey(key);

    /// <inheritdoc/>
    public bool Remove(string key) => values.Remove(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, out object value) => values.TryGetValue(key, out value);

    /// <inheritdoc/>
    public void Clear() => values.Clear();

    void ICollection<KeyValuePair<string, object>>.Add(KeyValuePair<string, object> item) => values.Add(item.Key, item.Value);

    bool ICollection<KeyValuePair<string, object>>.Contains(KeyValuePair<string, object> item) =>
        ((ICollection<KeyValuePair<string, object>>)values).Contains(item);

    void ICollection<KeyValuePair<string, object>>.CopyTo(KeyValuePair<string, object>[] array, int arrayIndex) =>
        ((ICollection<KeyValuePair<string, object>>)values).CopyTo(array, arrayIndex);

    bool ICollection<KeyValuePair<string, object>>.Remove(KeyValuePair<string, object> item) =>
        ((ICollection<KeyValuePair<string, object>>)values).Remove(item);

    IEnumerator<KeyValuePair<string, object>> IEnumerable<KeyValuePair<string, object>>.GetEnumerator() => values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => values.GetEnumerator();

    private object Typed(string key, Type wanted)
    {
        if (!values.TryGetValue(key, out var value) || value is null || value.GetType() == wanted)
            return value;
        return value switch
        {
            byte[] bytes when wanted == typeof(BinaryData) => new BinaryData(bytes),
            BinaryData data when wanted == typeof(byte[]) => data.ToArray(),
            DateTimeOffset instant when wanted == typeof(DateTime) => instant.UtcDateTime,
            DateTime instant when wanted == typeof(DateTimeOffset) => new DateTimeOffset(instant),
            _ when wanted.IsInstanceOfType(value) => value,
            _ => throw new InvalidOperationException($"Property '{key}' holds a {value.GetType().Name}, not a {wanted.Name}."),
        };
    }
}
