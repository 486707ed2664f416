using System.Globalization;
using Azure.Data.Tables;
using Trading.Integrations.Json;

namespace Trading.Integrations.Clients;

/// <summary>A table row that carries a value as JSON in <c>Json</c>, continued in <c>Json2</c> and so on where it outgrows a property.</summary>
internal static class JsonRow
{
    /// <summary>Characters of one property; the service takes 32,768.</summary>
    private const int PieceLength = 32_000;

    public static TableEntity Of<T>(string partition, string row, T value)
    {
        var entity = new TableEntity(partition, row);
        var json = StoredJson.Write(value);
        for (int start = 0, piece = 1; start < json.Length; start += PieceLength, piece++)
            entity[Name(piece)] = json.Substring(start, Math.Min(PieceLength, json.Length - start));
        return entity;
    }

    /// <summary>The JSON of a row, character by character.</summary>
    public static string Text(TableEntity entity)
    {
        var pieces = new List<string>();
        while (entity.GetString(Name(pieces.Count + 1)) is { } piece)
            pieces.Add(piece);
        return string.Concat(pieces);
    }

    /// <exception cref="InvalidDataException">The row does not hold such a value.</exception>
    public static T Read<T>(TableEntity entity)
    {
        try
        {
            return StoredJson.Read<T>(Text(entity));
        }
        catch (InvalidDataException damaged)
        {
            throw new InvalidDataException($"Row {entity.PartitionKey} {entity.RowKey} is damaged: {damaged.Message}", damaged);
        }
    }

    private static string Name(int piece) => piece == 1 ? "Json" : "Json" + piece.ToString(CultureInfo.InvariantCulture);
}
