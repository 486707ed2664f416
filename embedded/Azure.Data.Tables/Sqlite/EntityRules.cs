using System.Globalization;
using Trading.Embedded.Tables.Rest;

namespace Trading.Embedded.Tables.Sqlite;

/// <summary>What the table service refuses, by its documented data model. Sizes count two bytes a character, as UTF-16.</summary>
internal static class EntityRules
{
    public const int MostActions = 100;
    public const int MostPerPage = 1000;

    private const int MostKeyCharacters = 512;
    private const int MostTextCharacters = 32 * 1024;
    private const int MostBinaryBytes = 64 * 1024;
    private const int MostEntityBytes = 1024 * 1024;
    private const int MostProperties = 252;
    private const int MostNameCharacters = 255;
    private const int MostTransactionBytes = 4 * 1024 * 1024;
    private const int ActionOverheadBytes = 1024;

    // The package sends a few headers more with each action than our own body has.
    private const int PackageHeaderBytes = 100;

    // The name of an account has at most 24 characters.
    private const string LongestEndpoint = "https://accountnamewith24letters.table.core.windows.net";
    private static readonly DateTimeOffset Earliest = new(1601, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static TableReply NotFound { get; } = new(404, "ResourceNotFound", "The specified resource does not exist.");

    public static TableReply NoTable { get; } = new(404, "TableNotFound", "The table specified does not exist.");

    public static TableReply Exists { get; } = new(409, "EntityAlreadyExists", "The specified entity already exists.");

    public static TableReply Changed { get; } = new(412, "UpdateConditionNotSatisfied", "The update condition specified in the request was not satisfied.");

    public static TableReply Invalid(string message) => new(400, "InvalidInput", message);

    /// <summary>Why a table can't have that name, or null.</summary>
    public static TableReply? CheckTableName(string name)
    {
        if (name.Length is < 3 or > 63)
            return new(400, "OutOfRangeInput", $"The specified resource name '{name}' has {name.Length} characters; a table's has 3 to 63.");
        return !char.IsAsciiLetter(name[0]) || !name.All(char.IsAsciiLetterOrDigit) || name.Equals("tables", StringComparison.OrdinalIgnoreCase)
            ? new(400, "InvalidResourceName", $"The specified resource name '{name}' contains invalid characters: a table's name is letters and digits, a letter first, and not 'tables'.")
            : null;
    }

    /// <summary>Why the service refuses a write as sent, or null.</summary>
    public static TableReply? Check(EntityWrite write)
    {
        if ((CheckKey("PartitionKey", write.PartitionKey) ?? CheckKey("RowKey", write.RowKey)) is { } badKey)
            return badKey;
        var count = 0;
        foreach (var (name, value) in write.Properties)
        {
            if (CheckName(name) is { } badName)
                return badName;
            if (CheckValue(name, value) is { } badValue)
                return badValue;
            count += value is null ? 0 : 1;
        }

        return CheckCount(count);
    }

    /// <summary>Why the service refuses to store an entity, merged if need be, or null.</summary>
    public static TableReply? CheckStored(string partitionKey, string rowKey, IReadOnlyList<KeyValuePair<string, object?>> properties)
    {
        if (CheckCount(properties.Count(property => property.Value is not null)) is { } tooMany)
            return tooMany;
        // The documented sum: 4, two bytes a key character, and per property 8, its name, and its value.
        var bytes = 4L + 2L * (partitionKey.Length + rowKey.Length);
        foreach (var (name, value) in properties)
        {
            if (value is not null)
                bytes += 8 + 2L * name.Length + ValueBytes(value);
        }

        return bytes > MostEntityBytes
            ? new(400, "EntityTooLarge", $"The entity is larger than the maximum allowed size (1 MB): {bytes} bytes.")
            : null;
    }

    /// <summary>Why the service refuses a transaction for its size as sent, or null.</summary>
    public static TableReply? CheckSent(string table, IReadOnlyList<EntityWrite> writes) =>
        // The body is made only where it could be too large: each byte of an action is six at most.
        writes.Sum(MostSentBytes) > MostTransactionBytes && TransactionBody.Of(LongestEndpoint, table, writes).Length + writes.Count * PackageHeaderBytes > MostTransactionBytes
            ? new(413, "RequestBodyTooLarge", "The request body is too large and exceeds the maximum permissible limit.")
            : null;

    /// <summary>No action takes more than this in the body of a transaction.</summary>
    internal static long MostSentBytes(EntityWrite write)
    {
        // A character of text is six bytes in JSON at most, one of a key nine in the address besides; three bytes of a binary are four, which JSON may escape.
        var bytes = ActionOverheadBytes + 18L * ((write.PartitionKey?.Length ?? 0) + (write.RowKey?.Length ?? 0));
        foreach (var (name, value) in write.Properties)
            bytes += 12L * name.Length + 64 + value switch { string text => 6L * text.Length, byte[] binary => 8L * (binary.Length / 3 + 1), _ => 64 };
        return bytes;
    }

    private static TableReply? CheckKey(string which, string? key)
    {
        if (key is null)
            return new(400, "PropertiesNeedValue", $"The values are not specified for all properties in the entity: {which} is missing.");
        if (key.Length > MostKeyCharacters)
            return new(400, "KeyValueTooLarge", $"The {which} has {key.Length} characters; at most {MostKeyCharacters} are allowed.");
        foreach (var c in key)
        {
            if (c is '/' or '\\' or '#' or '?' || char.IsControl(c))
                return new(400, "OutOfRangeInput", $"The '{which}' parameter of value '{key}' is out of range: it holds {(char.IsControl(c) ? "a control character" : c)}.");
        }

        return IsWellFormed(key) ? null : Invalid($"The '{which}' holds half of a surrogate pair.");
    }

    private static TableReply? CheckName(string name)
    {
        if (name.Length > MostNameCharacters)
            return new(400, "PropertyNameTooLong", $"The property name '{name[..20]}…' exceeds the maximum allowed length (255): {name.Length}.");
        var isIdentifier = name.Length > 0 && (char.IsLetter(name[0]) || name[0] == '_') && name.All(c => char.IsLetterOrDigit(c) || c == '_');
        return isIdentifier ? null : new(400, "PropertyNameInvalid", $"The property name '{name}' is invalid.");
    }

    private static TableReply? CheckValue(string name, object? value) => value switch
    {
        string text when text.Length > MostTextCharacters => TooLarge(name, $"{text.Length} characters of {MostTextCharacters}"),
        string text when !IsWellFormed(text) => Invalid($"The property '{name}' holds half of a surrogate pair."),
        byte[] binary when binary.Length > MostBinaryBytes => TooLarge(name, $"{binary.Length} bytes of {MostBinaryBytes}"),
        DateTimeOffset instant when instant < Earliest => new(400, "OutOfRangeInput", $"The '{name}' parameter of value '{instant.ToString("O", CultureInfo.InvariantCulture)}' is out of range: dates begin in 1601."),
        _ => null,
    };

    private static TableReply TooLarge(string name, string size) =>
        new(400, "PropertyValueTooLarge", $"The property value exceeds the maximum allowed size (64KB): '{name}' has {size}.");

    private static TableReply? CheckCount(int count) => count > MostProperties
        ? new(400, "TooManyProperties", $"The entity contains more properties than allowed: {count} of {MostProperties}.")
        : null;

    private static long ValueBytes(object value) => value switch
    {
        string text => 4 + 2L * text.Length,
        byte[] binary => 4L + binary.Length,
        bool => 1,
        int => 4,
        Guid => 16,
        _ => 8,
    };

    private static bool IsWellFormed(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
            return true;
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return false;
            i++;
        }

        return true;
    }
}
