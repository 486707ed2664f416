using System.Globalization;
using Azure.Data.Tables;

namespace Azure.Contracts.Tests.Tables;

/// <summary>The same random operations on two accounts, Azurite and the other one: after each step they have answered the same, and hold the same.</summary>
/// <remarks>Only what both do by the service's documentation: a property name has one type, a transaction names a row once, keys are of the plane where every order of text agrees.</remarks>
public sealed class SameAnswers(Azurite azurite) : TablesAccount(null)
{
    private const int Seed = 20240301;
    private const int Steps = 300;
    private static readonly string[] Keys = ["", "a", "B", "b", "10", "9", "é", "it's", "100%25", "a b+c", "한국", "a&b=c", "(x,y)", "~"];
    private static readonly string[] Filters =
        ["", "RowKey gt 'B'", "Text ge 'a' and Text ne 'b'", "Whole lt 0", "Real gt 0.5", "not (Yes eq true)", "Yes", "Whole eq 7 or Text eq 'it''s'", "Id eq guid'00000001-0000-0000-0000-000000000000'", "At ge datetime'2024-01-01T00:00:00Z'"];

    private readonly Random random = new(Seed);

    [Fact]
    public async Task Random_operations_are_answered_alike()
    {
        var other = new TableServiceClient(await azurite.ConnectAsync()).GetTableClient(Table.Name);
        await other.CreateIfNotExistsAsync(Token);
        TableClient[] tables = [Table, other];
        // Versions differ between the accounts, so one is drawn by its place among those seen.
        List<ETag>[] versions = [[], []];

        for (var step = 0; step < Steps; step++)
        {
            var what = $"seed {Seed}, step {step}";
            var actions = Draw();
            var picks = actions.Select(_ => random.Next(3) switch { 0 => -1, 1 => versions[0].Count - 1, _ => random.Next(versions[0].Count + 1) - 1 }).ToList();
            var alone = random.Next(2) == 0;
            var answers = new List<string>();
            for (var i = 0; i < tables.Length; i++)
                answers.Add(await AnswerAsync(tables[i], versions[i], alone, [.. actions.Zip(picks, (action, pick) => With(action, pick < 0 ? ETag.All : versions[i][pick]))]));
            Assert.True(answers[0] == answers[1], $"{what}: {answers[0]}, and Azurite {answers[1]}");

            var (filter, size) = (Filters[random.Next(Filters.Length)], random.Next(1, 8));
            var contents = new List<string>();
            foreach (var table in tables)
                contents.Add(await ContentAsync(table, filter, size));
            Assert.True(contents[0] == contents[1], $"{what}, '{filter}':\n{contents[0]}and Azurite\n{contents[1]}");
        }
    }

    private static TableTransactionAction With(TableTransactionAction action, ETag version) => new(action.ActionType, action.Entity, version);

    private static async Task<string> AnswerAsync(TableClient table, List<ETag> versions, bool alone, List<TableTransactionAction> actions)
    {
        try
        {
            var answers = alone ? [await OneAsync(table, actions[0])] : (await table.SubmitTransactionAsync(actions, Token)).Value;
            versions.AddRange(answers.Select(answer => answer.Headers.ETag).OfType<ETag>());
            return string.Join(' ', answers.Select(answer => answer.Status));
        }
        catch (TableTransactionFailedException refusal)
        {
            return $"{refusal.Status} {refusal.ErrorCode} at {refusal.FailedTransactionActionIndex}";
        }
        catch (RequestFailedException refusal)
        {
            return $"{refusal.Status} {refusal.ErrorCode}";
        }
    }

    private static Task<Response> OneAsync(TableClient table, TableTransactionAction action) => action.ActionType switch
    {
        TableTransactionActionType.Add => table.AddEntityAsync(action.Entity, Token),
        TableTransactionActionType.UpdateMerge => table.UpdateEntityAsync(action.Entity, action.ETag, TableUpdateMode.Merge, Token),
        TableTransactionActionType.UpdateReplace => table.UpdateEntityAsync(action.Entity, action.ETag, TableUpdateMode.Replace, Token),
        TableTransactionActionType.Delete => table.DeleteEntityAsync(action.Entity, action.ETag, Token),
        TableTransactionActionType.UpsertMerge => table.UpsertEntityAsync(action.Entity, TableUpdateMode.Merge, Token),
        _ => table.UpsertEntityAsync(action.Entity, TableUpdateMode.Replace, Token),
    };

    private static async Task<string> ContentAsync(TableClient table, string filter, int pageSize)
    {
        var lines = new List<string>();
        await foreach (var entity in table.QueryAsync<TableEntity>(filter, pageSize, null, Token))
        {
            var values = entity.Where(pair => pair.Key is not ("odata.etag" or "Timestamp")).OrderBy(pair => pair.Key, StringComparer.Ordinal);
            lines.Add(string.Join(", ", values.Select(pair => $"{pair.Key}={Describe(pair.Value)}")));
        }

        return string.Concat(lines.Select(line => line + '\n'));
    }

    private static string Describe(object value) => value switch
    {
        byte[] bytes => $"bytes {Convert.ToHexString(bytes)}",
        double number => $"double {number:R}",
        DateTimeOffset instant => $"instant {instant.UtcTicks}",
        IFormattable other => $"{value.GetType().Name} {other.ToString(null, CultureInfo.InvariantCulture)}",
        _ => $"{value.GetType().Name} {value}",
    };

    private List<TableTransactionAction> Draw()
    {
        var partition = Keys[random.Next(Keys.Length)];
        return [.. Keys.OrderBy(_ => random.Next()).Take(random.Next(1, 6)).Select(row =>
            new TableTransactionAction((TableTransactionActionType)random.Next(6), Entity(partition, row)))];
    }

    private TableEntity Entity(string partition, string row)
    {
        var entity = new TableEntity(partition, row);
        void Maybe(string name, params object[] values)
        {
            if (random.Next(2) == 0)
                entity[name] = values[random.Next(values.Length)];
        }

        Maybe("Text", "", "a", "b", "it's", "\"\\\r\n\t", "\U0001F600 한국 <&>", new string('x', 300));
        Maybe("Whole", 7, 0, -1, int.MinValue, int.MaxValue);
        Maybe("Wide", 7L, long.MinValue, long.MaxValue, 1L << 53);
        Maybe("Real", 0.1 + 0.2, 5.0, -1.5, 1e300, double.Epsilon, double.NaN, double.PositiveInfinity, double.NegativeInfinity);
        Maybe("Yes", true, false);
        Maybe("Id", new Guid(1, 0, 0, new byte[8]), Guid.Empty);
        Maybe("At", DateTimeOffset.UnixEpoch, new DateTimeOffset(2024, 2, 29, 23, 59, 59, TimeSpan.Zero).AddTicks(9_999_999), new DateTimeOffset(2024, 1, 1, 9, 0, 0, TimeSpan.FromHours(9)));
        Maybe("Raw", Array.Empty<byte>(), new byte[] { 0 }, new byte[] { 255, 254, 253, 252 });
        return entity;
    }
}
