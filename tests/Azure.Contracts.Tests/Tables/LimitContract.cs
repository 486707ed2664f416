using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace Azure.Contracts.Tests.Tables;

/// <summary>What the documented data model of the table service refuses, each just beyond what it takes.</summary>
public abstract class LimitContract(Azurite? azurite) : TablesAccount(azurite)
{
    [Fact]
    public async Task A_text_has_at_most_32768_characters()
    {
        await Table.AddEntityAsync(Row("1", ("A", new string('x', 32_768))), Token);

        await RefusedAsync(400, TableErrorCode.PropertyValueTooLarge, () => Table.AddEntityAsync(Row("2", ("A", new string('x', 32_769))), Token));
    }

    [Fact]
    public async Task A_binary_has_at_most_64_kilobytes()
    {
        await Table.AddEntityAsync(Row("1", ("A", new byte[65_536])), Token);

        await RefusedAsync(400, TableErrorCode.PropertyValueTooLarge, () => Table.AddEntityAsync(Row("2", ("A", new byte[65_537])), Token));
    }

    [Fact]
    public async Task An_entity_has_at_most_one_megabyte_a_merged_one_too()
    {
        // 15 × 64 KiB and their names stay under 1 MiB; the sixteenth goes over.
        var parts = Enumerable.Range(0, 15).Select(i => ($"P{i}", (object)new byte[65_536])).ToArray();
        await Table.AddEntityAsync(Row("1", parts), Token);

        await RefusedAsync(400, TableErrorCode.EntityTooLarge, "accepts", () => Table.UpdateEntityAsync(Row("1", ("P15", new byte[65_536])), ETag.All, TableUpdateMode.Merge, Token));
        await RefusedAsync(400, TableErrorCode.EntityTooLarge, "accepts", () => Table.AddEntityAsync(Row("2", [.. parts, ("P15", new byte[65_536])]), Token));

        Assert.Equal(IsAzurite, (await ReadAsync("1")).ContainsKey("P15"));
    }

    [Fact]
    public async Task A_key_has_at_most_512_characters()
    {
        await Table.AddEntityAsync(Row(new string('k', 512)), Token);

        await RefusedAsync(400, TableErrorCode.KeyValueTooLarge, "400 InvalidInput", () => Table.AddEntityAsync(Row(new string('k', 513)), Token));
        await RefusedAsync(400, TableErrorCode.KeyValueTooLarge, "400 InvalidInput", () => Table.AddEntityAsync(new TableEntity(new string('k', 513), "1"), Token));
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("a\tb")]
    [InlineData("a\u007fb")]
    public async Task A_key_holds_no_slash_backslash_hash_question_mark_or_control_character(string key)
    {
        var error = await Assert.ThrowsAsync<RequestFailedException>(() => Table.AddEntityAsync(Row(key), Token));

        Assert.Equal(400, error.Status);
    }

    [Fact]
    public async Task Other_characters_are_welcome_in_a_key()
    {
        const string key = "a'b c%25+&=@|:äß한\U0001F600";
        await Table.AddEntityAsync(Row(key), Token);

        Assert.Equal(key, (await ReadAsync(key)).RowKey);
        Assert.Equal(key, await KeysAsync(TableClient.CreateQueryFilter($"RowKey eq {key}")));
    }

    [Fact]
    public async Task A_key_may_be_empty_but_not_missing()
    {
        await Table.AddEntityAsync(new TableEntity("", ""), Token);

        await Assert.ThrowsAnyAsync<ArgumentNullException>(() => Table.AddEntityAsync(new TableEntity { PartitionKey = "p" }, Token));
        await RefusedAsync(400, TableErrorCode.PropertiesNeedValue, () => Table.SubmitTransactionAsync(
            [new TableTransactionAction(TableTransactionActionType.Add, new TableEntity { PartitionKey = "p" })], Token));
    }

    [Fact]
    public async Task An_entity_has_at_most_252_properties()
    {
        var most = Enumerable.Range(0, 252).Select(i => ($"P{i}", (object)i)).ToArray();
        await Table.AddEntityAsync(Row("1", most), Token);

        await RefusedAsync(400, TableErrorCode.TooManyProperties, "accepts", () => Table.UpdateEntityAsync(Row("1", ("More", 1)), ETag.All, TableUpdateMode.Merge, Token));
        await RefusedAsync(400, TableErrorCode.TooManyProperties, "accepts", () => Table.AddEntityAsync(Row("2", [.. most, ("More", 1)]), Token));
    }

    [Fact]
    public async Task A_property_name_is_an_identifier_of_at_most_255_characters()
    {
        await Table.AddEntityAsync(Row("1", (new string('n', 255), 1), ("_x", 1), ("Größe", 1)), Token);

        await RefusedAsync(400, TableErrorCode.PropertyNameTooLong, "accepts", () => Table.AddEntityAsync(Row("2", (new string('n', 256), 1)), Token));
        await RefusedAsync(400, TableErrorCode.PropertyNameInvalid, "accepts", () => Table.AddEntityAsync(Row("3", ("a-b", 1)), Token));
        await RefusedAsync(400, TableErrorCode.PropertyNameInvalid, "accepts", () => Table.AddEntityAsync(Row("4", ("1a", 1)), Token));
    }

    [Fact]
    public async Task Dates_begin_in_1601() =>
        await RefusedAsync(400, TableErrorCode.OutOfRangeInput, "accepts", () => Table.AddEntityAsync(Row("1", ("A", new DateTimeOffset(1600, 12, 31, 0, 0, 0, TimeSpan.Zero))), Token));

    [Fact]
    public async Task A_type_that_is_not_stored_is_refused_before_it_is_sent()
    {
        await Assert.ThrowsAnyAsync<NotSupportedException>(() => Table.AddEntityAsync(Row("1", ("A", new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Local))), Token));

        Assert.False((await Table.GetEntityIfExistsAsync<TableEntity>("p", "1", null, Token)).HasValue);
    }
}
