using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Trading.Application.Exits;
using Trading.Domain.Accounts;
using Trading.Domain.Exits;
using Trading.Domain.Markets;
using Trading.Integrations.Clients;

namespace Trading.Integrations.Exits;

/// <summary>
/// Guards in the table <c>guards</c>: partition <c>user|account</c>, a row for each instrument. Which of them are at work is in the table
/// <c>activeguards</c>, one partition for all, rows <c>INSTRUMENT|user|account</c>: those of an instrument are a range of keys, and the timer reads all of them
/// with one query of a thousand rows a page; it names accounts only. Such a row is written before the guard and removed after it is done, so a guard at
/// work always has one.
/// </summary>
internal sealed class TableGuards(TableServiceClient service) : IGuardRepository
{
    private const string ActivePartition = "active";

    private readonly LazyTable guards = new(service, "guards");
    private readonly LazyTable active = new(service, "activeguards");

    public async Task<StoredGuard?> FindAsync(GuardKey key, CancellationToken cancellationToken)
    {
        var table = await guards.GetAsync(cancellationToken);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(Keys.Of(key.User, key.Account), key.Instrument.ToString(), cancellationToken: cancellationToken);
        return row.HasValue ? new StoredGuard(JsonRow.Read<Guard>(row.Value!), row.Value!.ETag.ToString()) : null;
    }

    public async Task<bool> TrySaveAsync(StoredGuard? before, Guard after, CancellationToken cancellationToken)
    {
        var key = GuardKey.Of(after);
        var note = await NoteAsync(key, isActive: !after.IsDone, cancellationToken);
        var table = await guards.GetAsync(cancellationToken);
        var row = JsonRow.Of(Keys.Of(key.User, key.Account), key.Instrument.ToString(), after);
        try
        {
            if (before is null)
                await table.AddEntityAsync(row, cancellationToken);
            else
                await table.UpdateEntityAsync(row, new ETag(before.Tag), TableUpdateMode.Replace, cancellationToken);
        }
        catch (RequestFailedException changed) when (changed.Status is 404 or 409 or 412)
        {
            return false;
        }

        if (after.IsDone)
            await ForgetAsync(key, note, cancellationToken);
        return true;
    }

    public async Task<bool> TryRemoveAsync(StoredGuard guard, CancellationToken cancellationToken)
    {
        var key = GuardKey.Of(guard.Guard);
        var note = await NoteAsync(key, isActive: false, cancellationToken);
        var table = await guards.GetAsync(cancellationToken);
        try
        {
            await table.DeleteEntityAsync(Keys.Of(key.User, key.Account), key.Instrument.ToString(), new ETag(guard.Tag), cancellationToken);
        }
        catch (RequestFailedException changed) when (changed.Status is 404 or 412)
        {
            return false;
        }

        await ForgetAsync(key, note, cancellationToken);
        return true;
    }

    public async IAsyncEnumerable<GuardKey> ActiveAsync(InstrumentId? instrument, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var table = await active.GetAsync(cancellationToken);
        var filter = instrument is { } one
            ? TableClient.CreateQueryFilter($"PartitionKey eq {ActivePartition} and RowKey ge {$"{one}|"} and RowKey lt {one + Keys.AfterSeparator}")
            : TableClient.CreateQueryFilter($"PartitionKey eq {ActivePartition}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            if (InstrumentId.TryParse(row.GetString("Instrument"), out var of))
                yield return new GuardKey(new UserId(row.GetString("User")), new AccountId(row.GetString("Account")), of);
        }
    }

    /// <summary>Writes the row of a guard at work, or reads it.</summary>
    /// <returns>Its ETag; null when there is no row.</returns>
    private async Task<ETag?> NoteAsync(GuardKey key, bool isActive, CancellationToken cancellationToken)
    {
        var table = await active.GetAsync(cancellationToken);
        if (!isActive)
        {
            var known = await table.GetEntityIfExistsAsync<TableEntity>(ActivePartition, ActiveRow(key), cancellationToken: cancellationToken);
            return known.HasValue ? known.Value!.ETag : null;
        }

        var row = new TableEntity(ActivePartition, ActiveRow(key)) { ["User"] = key.User.Value, ["Account"] = key.Account.Value, ["Instrument"] = key.Instrument.ToString() };
        return (await table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken)).Headers.ETag;
    }

    /// <summary>Removes the row of a guard that is done, unless another one was set meanwhile.</summary>
    private async Task ForgetAsync(GuardKey key, ETag? note, CancellationToken cancellationToken)
    {
        if (note is not { } tag)
            return;
        var table = await active.GetAsync(cancellationToken);
        try
        {
            await table.DeleteEntityAsync(ActivePartition, ActiveRow(key), tag, cancellationToken);
        }
        catch (RequestFailedException changed) when (changed.Status is 404 or 412)
        {
            // It belongs to the guard that is there now.
        }
    }

    private static string ActiveRow(GuardKey key) => $"{key.Instrument}|{Keys.Of(key.User, key.Account)}";
}
