using System.Runtime.Serialization;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace Azure.Contracts.Tests.Tables;

public abstract class EntityContract(Azurite? azurite) : TablesAccount(azurite)
{
    private static readonly Guid Id = new("11112222-3333-4444-5555-666677778888");
    private static readonly DateTimeOffset Instant = new DateTimeOffset(2024, 2, 29, 23, 59, 59, TimeSpan.Zero).AddTicks(1_234_567);

    [Fact]
    public async Task Every_type_comes_back_as_it_went()
    {
        await Table.AddEntityAsync(
            Row("1", ("Text", "ä'\n\U0001F600"), ("Empty", ""), ("Bytes", new byte[] { 0, 255 }), ("Data", new BinaryData([1, 2])), ("Yes", true), ("No", false),
                ("Date", Instant.UtcDateTime), ("Instant", Instant.ToOffset(TimeSpan.FromHours(9))), ("Double", 0.1 + 0.2), ("Whole", 5.0), ("Id", Id),
                ("Int", int.MinValue), ("Long", long.MaxValue)),
            Token);

        var entity = await ReadAsync("1");

        Assert.Equal("ä'\n\U0001F600", entity.GetString("Text"));
        Assert.Equal("", entity["Empty"]);
        Assert.Equal([0, 255], entity.GetBinary("Bytes"));
        Assert.Equal([1, 2], entity.GetBinaryData("Data").ToArray());
        Assert.Equal((true, false), (entity.GetBoolean("Yes"), entity.GetBoolean("No")));
        Assert.Equal(Instant.UtcDateTime, entity.GetDateTime("Date"));
        Assert.Equal(Instant, entity.GetDateTimeOffset("Instant"));
        Assert.Equal(0.30000000000000004, entity.GetDouble("Double"));
        Assert.IsType<double>(entity["Whole"]);
        Assert.Equal(Id, entity.GetGuid("Id"));
        Assert.Equal(int.MinValue, entity.GetInt32("Int"));
        Assert.Equal(long.MaxValue, entity.GetInt64("Long"));
        Assert.Equal(("p", "1"), (entity.PartitionKey, entity.RowKey));
        Assert.NotNull(entity.Timestamp);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(double.MaxValue)]
    [InlineData(double.Epsilon)]
    [InlineData(9007199254740993.0)]
    [InlineData(1e21)]
    [InlineData(0.0)]
    public async Task A_double_comes_back_to_the_last_bit(double number)
    {
        await Table.SubmitTransactionAsync([new TableTransactionAction(TableTransactionActionType.Add, Row("1", ("A", number)))], Token);

        Assert.Equal(number, Assert.IsType<double>((await ReadAsync("1"))["A"]));
    }

    [Fact]
    public async Task A_class_of_our_own_comes_back_as_it_went()
    {
        var order = new Order
        {
            PartitionKey = "owner", RowKey = "o-1", Symbol = "SPY", Side = Side.Sell, Units = 5, Sequence = 1L << 40, Price = 501.25, At = Instant, Day = Instant.UtcDateTime.Date,
            Id = Id, IsOpen = true, Payload = new BinaryData([9]), Raw = [1, 2, 3], Note = "kept in memory",
        };
        await Table.AddEntityAsync(order, Token);

        var read = (await Table.GetEntityAsync<Order>("owner", "o-1", null, Token)).Value;

        Assert.Equal(
            (order.PartitionKey, order.RowKey, order.Symbol, order.Side, order.Units, order.Sequence, order.Price, order.At, order.Day, order.Id, order.IsOpen),
            (read.PartitionKey, read.RowKey, read.Symbol, read.Side, read.Units, read.Sequence, read.Price, read.At, read.Day, read.Id, read.IsOpen));
        Assert.Equal([9], read.Payload!.ToArray());
        Assert.Equal([1, 2, 3], read.Raw);
        Assert.Null(read.Note);
        Assert.Null(read.Limit);
        Assert.NotEqual(default, read.ETag);
        var stored = (await Table.GetEntityAsync<TableEntity>("owner", "o-1", null, Token)).Value;
        Assert.Equal("Sell", stored.GetString("Side"));
        Assert.Equal("SPY", stored.GetString("Ticker"));
        Assert.False(stored.ContainsKey("Limit"));
    }

    [Fact]
    public async Task A_missing_entity_is_told_apart_from_a_present_one()
    {
        await RefusedAsync(404, TableErrorCode.ResourceNotFound, () => Table.GetEntityAsync<TableEntity>("p", "none", null, Token));

        var answer = await Table.GetEntityIfExistsAsync<TableEntity>("p", "none", null, Token);

        Assert.False(answer.HasValue);
        Assert.Equal(404, answer.GetRawResponse().Status);
    }

    [Fact]
    public async Task An_entity_can_be_added_once()
    {
        await Table.AddEntityAsync(Row("1", ("A", 1)), Token);

        var error = await RefusedAsync(409, TableErrorCode.EntityAlreadyExists, () => Table.AddEntityAsync(Row("1", ("A", 2)), Token));

        Assert.Equal(1, (await ReadAsync("1")).GetInt32("A"));
        Assert.True(error.ErrorCode == TableErrorCode.EntityAlreadyExists);
        Assert.True(TableErrorCode.TableNotFound != error.ErrorCode);
    }

    [Fact]
    public async Task Merge_keeps_what_was_not_sent_and_replace_does_not()
    {
        await Table.UpsertEntityAsync(Row("1", ("A", 1), ("B", 2)), TableUpdateMode.Merge, Token);

        await Table.UpsertEntityAsync(Row("1", ("B", "two"), ("C", 3)), TableUpdateMode.Merge, Token);
        var merged = await ReadAsync("1");
        await Table.UpdateEntityAsync(Row("1", ("D", 4)), ETag.All, TableUpdateMode.Replace, Token);
        var replaced = await ReadAsync("1");

        Assert.Equal((1, "two", 3), (merged.GetInt32("A"), merged.GetString("B"), merged.GetInt32("C")));
        Assert.Equal((false, false, 4), (replaced.ContainsKey("A"), replaced.ContainsKey("C"), replaced.GetInt32("D")));
    }

    [Fact]
    public async Task A_null_is_dropped_on_insert_ignored_in_a_merge_and_removes_in_a_replace()
    {
        await Table.AddEntityAsync(Row("1", ("A", 1), ("N", null!)), Token);
        var added = await ReadAsync("1");
        await Table.UpdateEntityAsync(Row("1", ("A", null!), ("B", 2)), ETag.All, TableUpdateMode.Merge, Token);
        var merged = await ReadAsync("1");
        await Table.UpdateEntityAsync(Row("1", ("A", null!), ("B", 2)), ETag.All, TableUpdateMode.Replace, Token);
        var replaced = await ReadAsync("1");

        Assert.False(added.ContainsKey("N"));
        Assert.Equal(1, merged.GetInt32("A"));
        Assert.False(replaced.ContainsKey("A"));
    }

    [Fact]
    public async Task An_update_with_an_old_version_is_refused()
    {
        var first = (await Table.AddEntityAsync(Row("1", ("A", 1)), Token)).Headers.ETag!.Value;
        await Table.UpdateEntityAsync(Row("1", ("A", 1)), first, TableUpdateMode.Merge, Token);   // the same values are a new version all the same

        await RefusedAsync(412, TableErrorCode.UpdateConditionNotSatisfied, () => Table.UpdateEntityAsync(Row("1", ("A", 2)), first, TableUpdateMode.Replace, Token));
        await RefusedAsync(412, TableErrorCode.UpdateConditionNotSatisfied, () => Table.DeleteEntityAsync("p", "1", first, Token));

        var current = await ReadAsync("1");
        Assert.NotEqual(first, current.ETag);
        Assert.Equal(1, current.GetInt32("A"));
        Assert.Equal(204, (await Table.DeleteEntityAsync(current, current.ETag, Token)).Status);
    }

    [Fact]
    public async Task An_update_of_a_missing_entity_is_refused()
    {
        await RefusedAsync(404, TableErrorCode.ResourceNotFound, () => Table.UpdateEntityAsync(Row("1"), ETag.All, TableUpdateMode.Merge, Token));
        await RefusedAsync(404, TableErrorCode.ResourceNotFound, () => Table.UpdateEntityAsync(Row("1"), ETag.All, TableUpdateMode.Replace, Token));
    }

    [Fact]
    public async Task An_update_says_which_version_it_is_for() =>
        await Assert.ThrowsAsync<ArgumentException>("ifMatch", () => Table.UpdateEntityAsync(Row("1"), default, TableUpdateMode.Merge, Token));

    [Fact]
    public async Task Deleting_a_missing_entity_is_a_response_of_404_and_no_error() =>
        Assert.Equal(404, (await Table.DeleteEntityAsync("p", "none", default, Token)).Status);

    [Fact]
    public async Task An_etag_that_is_none_is_refused() =>
        await RefusedAsync(400, TableErrorCode.InvalidInput, "400 InvalidOperation", async () =>
        {
            await Table.UpsertEntityAsync(Row("1"), TableUpdateMode.Merge, Token);
            await Table.UpdateEntityAsync(Row("1"), new ETag("nonsense"), TableUpdateMode.Merge, Token);
        });

    [Fact]
    public async Task An_etag_is_the_timestamp_in_the_services_notation()
    {
        await Table.AddEntityAsync(Row("1"), Token);

        var entity = await ReadAsync("1");

        Assert.Matches(@"^W/""datetime'\d{4}-\d\d-\d\dT\d\d%3A\d\d%3A\d\d\.\d+Z'""$", entity.ETag.ToString());
    }

    [Fact]
    public async Task Only_what_was_selected_comes_back_and_a_property_that_is_missing_comes_as_null()
    {
        await Table.AddEntityAsync(Row("1", ("A", 1), ("B", 2)), Token);

        var entity = (await Table.GetEntityAsync<TableEntity>("p", "1", ["A", "Missing"], Token)).Value;
        var keyed = (await Table.GetEntityAsync<TableEntity>("p", "1", ["RowKey", "Timestamp"], Token)).Value;

        Assert.Equal((1, false), (entity.GetInt32("A"), entity.ContainsKey("B")));
        Assert.Equal(!IsAzurite, entity.ContainsKey("Missing"));   // Azurite leaves it out
        Assert.Null(entity["Missing"]);
        Assert.Null(entity.RowKey);
        Assert.Null(entity.Timestamp);
        Assert.Equal((null, "1", true), (keyed.PartitionKey, keyed.RowKey, keyed.Timestamp is not null));
    }

    [Fact]
    public void A_bag_is_a_dictionary_of_its_values()
    {
        var entity = new TableEntity(new Dictionary<string, object> { ["PartitionKey"] = "p", ["A"] = 1.5, ["B"] = 2L });

        entity["A"] = 2;
        entity["B"] = 3;
        entity.Add("C", "c");

        Assert.Equal((2.0, 3L), (entity.GetDouble("A"), entity.GetInt64("B")));
        Assert.Equal(["A", "B", "C", "PartitionKey"], entity.Keys.Order(StringComparer.Ordinal));
        Assert.Throws<InvalidOperationException>(() => entity.GetInt32("C"));
        Assert.Null(entity.GetInt32("None"));
        Assert.True(entity.TryGetValue("C", out var c) && (string)c == "c");
        Assert.True(entity.Remove("C"));
        Assert.Equal(3, entity.Count);
        entity.Clear();
        Assert.Null(entity.PartitionKey);
    }

    public enum Side
    {
        Buy,
        Sell,
    }

    public sealed class Order : ITableEntity
    {
        public string PartitionKey { get; set; } = "";

        public string RowKey { get; set; } = "";

        public DateTimeOffset? Timestamp { get; set; }

        public ETag ETag { get; set; }

        [DataMember(Name = "Ticker")]
        public string? Symbol { get; set; }

        public Side Side { get; set; }

        public int Units { get; set; }

        public long Sequence { get; set; }

        public double? Price { get; set; }

        public double? Limit { get; set; }

        public DateTimeOffset At { get; set; }

        public DateTime Day { get; set; }

        public Guid Id { get; set; }

        public bool IsOpen { get; set; }

        public BinaryData? Payload { get; set; }

        public byte[]? Raw { get; set; }

        [IgnoreDataMember]
        public string? Note { get; set; }
    }
}
