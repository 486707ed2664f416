using Azure;
using Azure.Data.Tables;
using Trading.Application.Ledger;
using Trading.Domain.Accounts;
using Trading.Domain.Ledger;
using Trading.Integrations.Clients;

namespace Trading.Integrations.Ledger;

/// <summary>Entries that are decided and not booked yet in the table <c>proposals</c>: partition <c>user|account</c>, a row for each, key the entry's id. Most of the time it is empty.</summary>
internal sealed class TableProposedBookings(TableServiceClient service) : IProposedBookings
{
    private readonly LazyTable proposals = new(service, "proposals");

    public async Task<LedgerEntry> AddAsync(UserId user, AccountId account, LedgerEntry entry, CancellationToken cancellationToken)
    {
        var table = await proposals.GetAsync(cancellationToken);
        try
        {
            await table.AddEntityAsync(JsonRow.Of(Keys.Of(user, account), Keys.Escape(entry.Id), entry), cancellationToken);
            return entry;
        }
        catch (RequestFailedException known) when (known.Status == 409)
        {
            // Gone again means that another attempt completed it meanwhile: booking is done once, whoever asks.
            return await FindAsync(user, account, entry.Id, cancellationToken) ?? entry;
        }
    }

    public async Task<LedgerEntry?> FindAsync(UserId user, AccountId account, string entryId, CancellationToken cancellationToken)
    {
        var table = await proposals.GetAsync(cancellationToken);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(Keys.Of(user, account), Keys.Escape(entryId), cancellationToken: cancellationToken);
        return row.HasValue ? JsonRow.Read<LedgerEntry>(row.Value!) : null;
    }

    public async Task<IReadOnlyList<LedgerEntry>> ListAsync(UserId user, AccountId account, CancellationToken cancellationToken)
    {
        var table = await proposals.GetAsync(cancellationToken);
        List<LedgerEntry> kept = [];
        await foreach (var row in table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {Keys.Of(user, account)}"), cancellationToken: cancellationToken))
            kept.Add(JsonRow.Read<LedgerEntry>(row));
        return kept;
    }

    public async Task RemoveAsync(UserId user, AccountId account, string entryId, CancellationToken cancellationToken)
    {
        var table = await proposals.GetAsync(cancellationToken);
        await table.DeleteEntityAsync(Keys.Of(user, account), Keys.Escape(entryId), cancellationToken: cancellationToken);
    }
}
