using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Trading.Application.Ledger;
using Trading.Domain.Accounts;
using Trading.Domain.Ledger;
using Trading.Integrations.Clients;

namespace Trading.Integrations.Ledger;

/// <summary>
/// Ledgers in the table <c>ledger</c>, partition <c>user|account</c>: a row <c>books</c> with what the entries add up to, a row
/// <c>entry|0000000001</c> for each entry, and a row <c>id|ID</c> that makes an entry's id unique. A booking writes the three in one
/// transaction that holds the books' ETag, so that an entry is there once and whole, or not at all.
/// </summary>
internal sealed class TableBooks(TableServiceClient service) : IBooks
{
    private const string HeadKey = "books";

    private readonly LazyTable ledger = new(service, "ledger");

    public async Task<StoredBooks?> FindAsync(UserId user, AccountId account, CancellationToken cancellationToken)
    {
        var table = await ledger.GetAsync(cancellationToken);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(Keys.Of(user, account), HeadKey, cancellationToken: cancellationToken);
        return row.HasValue ? new StoredBooks(user, JsonRow.Read<AccountBooks>(row.Value!), row.Value!.ETag.ToString()) : null;
    }

    public async Task<PostOutcome> TryPostAsync(StoredBooks before, LedgerEntry entry, CancellationToken cancellationToken)
    {
        var table = await ledger.GetAsync(cancellationToken);
        var partition = Keys.Of(before.User, before.Books.Account);
        var after = before.Books.Apply(entry);
        var head = JsonRow.Of(partition, HeadKey, after);
        var marker = new TableEntity(partition, MarkerKey(entry.Id)) { ["Number"] = after.Version };
        var numbered = JsonRow.Of(partition, EntryKey(after.Version), entry);
        numbered["Number"] = after.Version;
        try
        {
            await table.SubmitTransactionAsync(
                [
                    before.Tag is { } tag
                        ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, head, new ETag(tag))
                        : new TableTransactionAction(TableTransactionActionType.Add, head),
                    new TableTransactionAction(TableTransactionActionType.Add, marker),
                    new TableTransactionAction(TableTransactionActionType.Add, numbered),
                ],
                cancellationToken);
            return PostOutcome.Posted;
        }
        catch (RequestFailedException changed) when (changed.Status is 409 or 412)
        {
            var known = await table.GetEntityIfExistsAsync<TableEntity>(partition, marker.RowKey, cancellationToken: cancellationToken);
            return known.HasValue ? PostOutcome.AlreadyPosted : PostOutcome.Conflict;
        }
    }

    public async Task<NumberedEntry?> FindEntryAsync(UserId user, AccountId account, string entryId, CancellationToken cancellationToken)
    {
        var table = await ledger.GetAsync(cancellationToken);
        var partition = Keys.Of(user, account);
        var marker = await table.GetEntityIfExistsAsync<TableEntity>(partition, MarkerKey(entryId), cancellationToken: cancellationToken);
        if (!marker.HasValue)
            return null;
        var number = marker.Value!.GetInt32("Number") ?? 0;
        var row = await table.GetEntityAsync<TableEntity>(partition, EntryKey(number), cancellationToken: cancellationToken);
        return new NumberedEntry(number, JsonRow.Read<LedgerEntry>(row.Value));
    }

    public async Task<IReadOnlyList<NumberedEntry>> EntriesAsync(
        UserId user, AccountId account, int after, int limit, CancellationToken cancellationToken)
    {
        var table = await ledger.GetAsync(cancellationToken);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {Keys.Of(user, account)} and RowKey gt {EntryKey(after)} and RowKey lt {"entry" + Keys.AfterSeparator}");
        List<NumberedEntry> entries = [];
        await foreach (var row in table.QueryAsync<TableEntity>(filter, Math.Min(limit, 1000), cancellationToken: cancellationToken))
        {
            entries.Add(new NumberedEntry(row.GetInt32("Number") ?? 0, JsonRow.Read<LedgerEntry>(row)));
            if (entries.Count == limit)
                break;
        }

        return entries;
    }

    private static string EntryKey(int number) => string.Create(CultureInfo.InvariantCulture, $"entry|{number:D10}");

    private static string MarkerKey(string entryId) => $"id|{Keys.Escape(entryId)}";
}
