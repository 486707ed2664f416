using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace Azure.Contracts.Tests.Tables;

public abstract class TransactionContract(Azurite? azurite) : TablesAccount(azurite)
{
    [Fact]
    public async Task A_transaction_does_every_kind_of_action()
    {
        var old = (await Table.AddEntityAsync(Row("merged", ("A", 1)), Token)).Headers.ETag!.Value;
        foreach (var key in (string[])["replaced", "gone", "upserted", "swapped"])
            await Table.AddEntityAsync(Row(key, ("A", 1)), Token);

        var answers = await Table.SubmitTransactionAsync(
            [
                new(TableTransactionActionType.Add, Row("added", ("A", 2))),
                new(TableTransactionActionType.UpdateMerge, Row("merged", ("B", 2)), old),
                new(TableTransactionActionType.UpdateReplace, Row("replaced", ("B", 2)), ETag.All),
                new(TableTransactionActionType.Delete, Row("gone")),
                new(TableTransactionActionType.UpsertMerge, Row("upserted", ("B", 2))),
                new(TableTransactionActionType.UpsertReplace, Row("swapped", ("B", 2))),
            ],
            Token);

        Assert.Equal(6, answers.Value.Count);
        Assert.All(answers.Value, answer => Assert.Equal(204, answer.Status));
        Assert.Equal("added merged replaced swapped upserted", await KeysAsync("PartitionKey eq 'p'"));
        Assert.Equal("added merged upserted", await KeysAsync("A ge 1"));
        Assert.Equal((await ReadAsync("added")).ETag, answers.Value[0].Headers.ETag);
    }

    [Fact]
    public async Task A_failed_transaction_leaves_nothing_and_names_the_action()
    {
        await Table.AddEntityAsync(Row("2"), Token);

        var error = await FailsAsync(409, TableErrorCode.EntityAlreadyExists, Add("1"), Add("3"), Add("2"), Add("4"));

        Assert.Equal(2, error.FailedTransactionActionIndex);
        Assert.Equal("2", await KeysAsync("PartitionKey eq 'p'"));
    }

    [Fact]
    public async Task A_missing_entity_to_delete_or_a_changed_one_to_update_fails_the_transaction()
    {
        var old = (await Table.AddEntityAsync(Row("1"), Token)).Headers.ETag!.Value;
        await Table.UpsertEntityAsync(Row("1"), TableUpdateMode.Replace, Token);

        var missing = await FailsAsync(404, TableErrorCode.ResourceNotFound, Add("2"), new(TableTransactionActionType.Delete, Row("none")));
        var changed = await FailsAsync(412, TableErrorCode.UpdateConditionNotSatisfied, new TableTransactionAction(TableTransactionActionType.UpdateReplace, Row("1"), old));

        Assert.Equal((1, 0), (missing.FailedTransactionActionIndex, changed.FailedTransactionActionIndex));
        Assert.Equal("1", await KeysAsync("PartitionKey eq 'p'"));
    }

    [Fact]
    public async Task A_transaction_has_at_most_100_actions()
    {
        await Table.SubmitTransactionAsync(Enumerable.Range(100, 100).Select(i => Add($"{i}")), Token);

        await FailsAsync(400, TableErrorCode.InvalidInput, [.. Enumerable.Range(200, 101).Select(i => Add($"{i}"))]);

        Assert.Empty(await KeysAsync("RowKey ge '200'"));
    }

    [Fact]
    public async Task A_transaction_has_at_most_4_megabytes()
    {
        // Base64 makes 4 bytes of 3: 48 × 64 KiB are 4,194,432 bytes and their headers as sent, over 4 MiB, though 3 MiB as stored.
        var actions = Enumerable.Range(0, 48).Select(i => new TableTransactionAction(TableTransactionActionType.UpsertReplace, Row($"{i}", ("A", new byte[65_536])))).ToList();

        // No action is to blame: the service refuses the request before it looks into it.
        var error = await Assert.ThrowsAsync<RequestFailedException>(() => Table.SubmitTransactionAsync(actions, Token));

        Assert.Equal((413, "RequestBodyTooLarge"), (error.Status, error.ErrorCode));
        Assert.Empty(await KeysAsync("PartitionKey eq 'p'"));
        Assert.Equal(47, (await Table.SubmitTransactionAsync(actions.Take(47), Token)).Value.Count);
    }

    [Fact]
    public async Task A_transaction_stays_in_one_partition()
    {
        TableTransactionAction[] actions = [Add("1"), new(TableTransactionActionType.Add, new TableEntity("q", "1"))];

        await RefusedAsync(400, TableErrorCode.CommandsInBatchActOnDifferentPartitions, "accepts", () => Table.SubmitTransactionAsync(actions, Token));

        Assert.Equal(IsAzurite ? "1 1" : "", await KeysAsync(""));
    }

    [Fact]
    public async Task A_transaction_names_an_entity_once()
    {
        var error = await FailsAsync(400, TableErrorCode.InvalidDuplicateRow, Add("1"), new(TableTransactionActionType.UpsertMerge, Row("1")));

        Assert.Equal(1, error.FailedTransactionActionIndex);
        Assert.Empty(await KeysAsync("PartitionKey eq 'p'"));
    }

    [Fact]
    public async Task An_empty_transaction_is_no_transaction() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => Table.SubmitTransactionAsync([], Token));

    [Fact]
    public async Task The_limits_of_an_entity_hold_in_a_transaction()
    {
        var error = await FailsAsync(400, TableErrorCode.PropertyValueTooLarge, Add("1"), new(TableTransactionActionType.Add, Row("2", ("A", new string('x', 32_769)))));

        Assert.Equal(1, error.FailedTransactionActionIndex);
        Assert.Empty(await KeysAsync("PartitionKey eq 'p'"));
    }

    [Fact]
    public void An_action_says_what_it_does_to_what()
    {
        var entity = Row("1");

        var action = new TableTransactionAction(TableTransactionActionType.UpdateMerge, entity, ETag.All);

        Assert.Equal((TableTransactionActionType.UpdateMerge, ETag.All), (action.ActionType, action.ETag));
        Assert.Same(entity, action.Entity);
        Assert.Equal(default, new TableTransactionAction(TableTransactionActionType.Add, entity).ETag);
    }

    private static TableTransactionAction Add(string key) => new(TableTransactionActionType.Add, Row(key));

    private async Task<TableTransactionFailedException> FailsAsync(int status, TableErrorCode code, params TableTransactionAction[] actions) =>
        Assert.IsType<TableTransactionFailedException>(await RefusedAsync(status, code, () => Table.SubmitTransactionAsync(actions, Token)));
}
