using Azure.Data.Tables;
using Trading.Application.Screening;
using Trading.Domain.Accounts;
using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Domain.Screening;
using Trading.Domain.Strategies;

namespace Trading.Integrations.Screening;

/// <summary>A screen as a row: a property for each text, since one holds 32 Ki characters and there may be 50 texts of 2,000.</summary>
internal static class ScreenRow
{
    private const int SymbolsAtOnce = 1_000;

    public static TableEntity Write(StoredScreen screen)
    {
        var document = screen.Document;
        var row = new TableEntity(screen.User.Value, screen.Id.Value)
        {
            ["CreatedAt"] = screen.CreatedAt,
            ["ChangedAt"] = screen.ChangedAt,
            ["Version"] = screen.Version,
            ["Name"] = document.Name,
            ["Market"] = document.Market.Code,
            ["Interval"] = document.Interval.Code,
            ["Limit"] = document.Limit,
            ["MaxAgeDays"] = document.MaxAgeDays,
        };
        if (document.Description is { } description)
            row["Description"] = description;
        if (document.Ranking is { } ranking)
            (row["Ranking"], row["HighestFirst"]) = (ranking.Expression, ranking.HighestFirst);
        WriteTexts(row, "Condition", document.Conditions);
        WriteTexts(row, "Column", document.Columns);
        WriteTexts(row, "Symbols", document.Symbols.Chunk(SymbolsAtOnce).Select(some => string.Join(' ', some)));
        return row;
    }

    /// <exception cref="InvalidDataException">The row carries no screen.</exception>
    public static StoredScreen Read(TableEntity row)
    {
        if (!Market.TryParse(row.GetString("Market"), out var market) || !Interval.TryParse(row.GetString("Interval"), out var interval) ||
            row.GetString("Name") is not { } name || row.GetDateTimeOffset("CreatedAt") is not { } created)
            throw new InvalidDataException($"The row {row.PartitionKey} {row.RowKey} carries no screen.");
        var document = new ScreenDocument(name, market, interval, [.. ReadTexts(row, "Condition")])
        {
            Description = row.GetString("Description"),
            Ranking = row.GetString("Ranking") is { } expression ? new Ranking(expression, row.GetBoolean("HighestFirst") ?? true) : null,
            Columns = [.. ReadTexts(row, "Column")],
            Symbols = [.. ReadTexts(row, "Symbols").SelectMany(some => some.Split(' '))],
            Limit = row.GetInt32("Limit") ?? ScreenDocument.DefaultLimit,
            MaxAgeDays = row.GetInt32("MaxAgeDays") ?? ScreenDocument.DefaultMaxAgeDays,
        };
        return new StoredScreen(new UserId(row.PartitionKey), new ScreenId(row.RowKey), document, created)
        {
            Version = row.GetInt32("Version") ?? 1,
            ChangedAt = row.GetDateTimeOffset("ChangedAt") ?? created,
        };
    }

    private static void WriteTexts(TableEntity row, string column, IEnumerable<string> texts)
    {
        foreach (var (number, text) in texts.Index())
            row[$"{column}{number}"] = text;
    }

    private static IEnumerable<string> ReadTexts(TableEntity row, string column)
    {
        for (var number = 0; row.GetString($"{column}{number}") is { } text; number++)
            yield return text;
    }
}
