using System.Globalization;
using Azure;
using Azure.Data.Tables;

namespace Trading.Embedded.Tests.Tables;

/// <summary>Random operations on a table and on a dictionary that does what the service's documentation says: they agree after each step.</summary>
public sealed class RandomOperationsTests : IDisposable
{
    private const int Seed = 20240229;
    private static readonly string[] Keys = ["", "a", "B", "b", "10", "9", "é", "\U0001F600", "\uFB01"];
    private static readonly string[] Names = ["A", "B", "C"];
    private readonly TemporaryPlatform platform = new();
    private readonly Random random = new(Seed);
    private readonly Dictionary<(string, string), Dictionary<string, object>> model = [];
    private readonly Dictionary<(string, string), ETag> versions = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => platform.Dispose();

    [Fact]
    public async Task A_table_and_a_dictionary_agree()
    {
        var table = new TableClient(platform.ConnectionString, "random");
        await table.CreateAsync(Token);
        for (var step = 0; step < 800; step++)
        {
            var what = $"seed {Seed}, step {step}";
            if (random.Next(100) == 0)
            {
                platform.Restart();
                table = new TableClient(platform.ConnectionString, "random");
            }

            if (random.Next(4) == 0)
                await TransactAsync(table, what);
            else
                await WriteAsync(table, what);
            await CompareAsync(table, what);
        }
    }

    private async Task WriteAsync(TableClient table, string what)
    {
        var (entity, key) = AnEntity();
        var action = (TableTransactionActionType)random.Next(6);
        // Alone an update needs a condition; in a transaction it may go without.
        var etag = AnETag(key);
        if (etag == default && action is (TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpdateReplace))
            etag = ETag.All;
        var expected = Expect(action, key, etag);
        var status = await StatusAsync(() => action switch
        {
            TableTransactionActionType.Add => table.AddEntityAsync(entity, Token),
            TableTransactionActionType.UpdateMerge => table.UpdateEntityAsync(entity, etag, TableUpdateMode.Merge, Token),
            TableTransactionActionType.UpdateReplace => table.UpdateEntityAsync(entity, etag, TableUpdateMode.Replace, Token),
            TableTransactionActionType.Delete => table.DeleteEntityAsync(entity, etag, Token),
            TableTransactionActionType.UpsertMerge => table.UpsertEntityAsync(entity, TableUpdateMode.Merge, Token),
            _ => table.UpsertEntityAsync(entity, TableUpdateMode.Replace, Token),
        });

        Assert.True(expected == status.Status, $"{what}: {action} of {key} answered {status.Status}, expected {expected}");
        if (expected == 204)
            Do(action, key, entity, status.ETag);
    }

    private async Task TransactAsync(TableClient table, string what)
    {
        var partition = Keys[random.Next(Keys.Length)];
        var actions = Keys.OrderBy(_ => random.Next()).Take(random.Next(1, 5)).Select(row =>
        {
            var (entity, _) = AnEntity();
            (entity.PartitionKey, entity.RowKey) = (partition, row);
            var type = (TableTransactionActionType)random.Next(6);
            return new TableTransactionAction(type, entity, AnETag((partition, row)));
        }).ToList();
        var firstRefused = actions.FindIndex(action => Expect(action.ActionType, (partition, action.Entity.RowKey), action.ETag) != 204);

        if (firstRefused >= 0)
        {
            var error = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(actions, Token));
            Assert.True(firstRefused == error.FailedTransactionActionIndex, $"{what}: refused at {error.FailedTransactionActionIndex}, expected {firstRefused}");
            return;
        }

        var answers = (await table.SubmitTransactionAsync(actions, Token)).Value;
        foreach (var (action, answer) in actions.Zip(answers))
            Do(action.ActionType, (partition, action.Entity.RowKey), (TableEntity)action.Entity, answer.Headers.ETag);
    }

    private async Task CompareAsync(TableClient table, string what)
    {
        var (filter, matches) = AFilter();
        var pages = random.Next(2) == 0 ? 2 : 1000;
        var found = new List<string>();
        await foreach (var entity in table.QueryAsync<TableEntity>(filter, pages, null, Token))
            found.Add(Describe((entity.PartitionKey, entity.RowKey), entity.Where(pair => Names.Contains(pair.Key)).ToDictionary()));
        var expected = model.Where(pair => matches(pair.Key, pair.Value)).OrderBy(pair => pair.Key.Item1, CodePoints).ThenBy(pair => pair.Key.Item2, CodePoints)
            .Select(pair => Describe(pair.Key, pair.Value)).ToList();
        Assert.True(expected.SequenceEqual(found), $"{what}: '{filter}' found\n{string.Join('\n', found)}\nexpected\n{string.Join('\n', expected)}");
    }

    private int Expect(TableTransactionActionType action, (string, string) key, ETag etag)
    {
        var exists = model.ContainsKey(key);
        switch (action)
        {
            case TableTransactionActionType.Add:
                return exists ? 409 : 204;
            case TableTransactionActionType.Delete:
            case TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpdateReplace when etag != default:
                if (!exists)
                    return 404;
                return etag == default || etag == ETag.All || etag == versions[key] ? 204 : 412;
            default:
                return 204;
        }
    }

    private void Do(TableTransactionActionType action, (string, string) key, TableEntity entity, ETag? etag)
    {
        if (action == TableTransactionActionType.Delete)
        {
            model.Remove(key);
            return;
        }

        var isMerge = action is TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpsertMerge;
        var stored = isMerge && model.TryGetValue(key, out var before) ? before : [];
        foreach (var name in Names)
        {
            if (entity[name] is { } value)
                stored[name] = value;
        }

        model[key] = stored;
        versions[key] = etag!.Value;
    }

    private (TableEntity Entity, (string, string) Key) AnEntity()
    {
        var key = (Keys[random.Next(Keys.Length)], Keys[random.Next(Keys.Length)]);
        var entity = new TableEntity(key.Item1, key.Item2);
        foreach (var name in Names)
        {
            if (random.Next(2) == 0)
                entity[name] = random.Next(6) switch { 0 => 1, 1 => 1L, 2 => 1.0, 3 => "1", 4 => true, _ => null! };
        }

        return (entity, key);
    }

    private ETag AnETag((string, string) key) => random.Next(3) switch
    {
        0 => ETag.All,
        1 => versions.GetValueOrDefault(key, default),
        _ => versions.Count > 0 ? versions.Values.ElementAt(random.Next(versions.Count)) : default,
    };

    private (string Text, Func<(string, string), Dictionary<string, object>, bool> Matches) AFilter()
    {
        var key = Keys[random.Next(Keys.Length)];
        var name = Names[random.Next(Names.Length)];
        return random.Next(9) switch
        {
            0 => ($"PartitionKey eq '{key}'", (k, _) => k.Item1 == key),
            1 => ($"PartitionKey ge '{key}'", (k, _) => CodePoints.Compare(k.Item1, key) >= 0),
            2 => ($"PartitionKey eq 'b' and RowKey lt '{key}'", (k, _) => k.Item1 == "b" && CodePoints.Compare(k.Item2, key) < 0),
            3 => ($"RowKey gt '{key}' or PartitionKey lt '{key}'", (k, _) => CodePoints.Compare(k.Item2, key) > 0 || CodePoints.Compare(k.Item1, key) < 0),
            4 => ($"{name} eq 1", (_, v) => v.GetValueOrDefault(name) is int),
            5 => ($"{name} eq 1L and PartitionKey le '{key}'", (k, v) => v.GetValueOrDefault(name) is long && CodePoints.Compare(k.Item1, key) <= 0),
            6 => ($"not ({name} eq '1')", (_, v) => v.GetValueOrDefault(name) is not string),
            7 => ($"{name} ne '1'", (_, v) => v.ContainsKey(name) && v[name] is not string),
            _ => ("", (_, _) => true),
        };
    }

    private static async Task<(int Status, ETag? ETag)> StatusAsync(Func<Task<Response>> call)
    {
        try
        {
            var response = await call();
            return (response.Status, response.Headers.ETag);
        }
        catch (RequestFailedException error)
        {
            return (error.Status, null);
        }
    }

    private static string Describe((string, string) key, Dictionary<string, object> values) =>
        $"{key}: " + string.Join(", ", Names.Where(values.ContainsKey).Select(name => string.Create(CultureInfo.InvariantCulture, $"{name}={values[name].GetType().Name} {values[name]}")));

    // Keys sort by code point: U+1F600 comes after U+FB01, though its UTF-16 halves are smaller.
    private static Comparer<string> CodePoints { get; } =
        Comparer<string>.Create((left, right) => System.Text.Encoding.UTF32.GetBytes(left).Chunk(4).Select(bytes => BitConverter.ToInt32(bytes)).ToArray() is var a
            && System.Text.Encoding.UTF32.GetBytes(right).Chunk(4).Select(bytes => BitConverter.ToInt32(bytes)).ToArray() is var b
                ? a.AsSpan().SequenceCompareTo(b)
                : 0);
}
