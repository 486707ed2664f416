using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using Trading.Application.Screening;
using Trading.Domain;
using Trading.Domain.Accounts;
using Trading.Domain.Screening;
using Trading.Integrations.Clients;

namespace Trading.Integrations.Screening;

/// <summary>
/// Screens in table <c>screens</c>, a partition for each user. Row <c>ID</c> is a screen; row <c>|HASH</c> says which screen has a name, and is
/// written in the same transaction, so that two screens can't have one name. Ids have no bar, so the rows of screens come before those of names.
/// </summary>
internal sealed class TableScreenRepository(TableServiceClient service) : IScreenRepository
{
    private readonly LazyTable screens = new(service, "screens");

    public async Task<Result<StoredScreen, ScreenRefusal>> CreateAsync(StoredScreen screen, CancellationToken cancellationToken)
    {
        var table = await screens.GetAsync(cancellationToken);
        try
        {
            await table.SubmitTransactionAsync(
                [new(TableTransactionActionType.Add, ScreenRow.Write(screen)), new(TableTransactionActionType.Add, NameRow(screen))], cancellationToken);
            return screen;
        }
        catch (RequestFailedException taken) when (taken.Status == 409)
        {
            return await FindAsync(screen.User, screen.Id, cancellationToken) is { } stored ? stored : new ScreenRefusal.NameTaken(screen.Document.Name);
        }
    }

    public async Task<StoredScreen?> FindAsync(UserId user, ScreenId id, CancellationToken cancellationToken) =>
        await FindRowAsync(user, id.Value, cancellationToken) is { } row ? ScreenRow.Read(row) : null;

    public async Task<StoredScreen?> FindByNameAsync(UserId user, string name, CancellationToken cancellationToken) =>
        await FindRowAsync(user, NameKey(name), cancellationToken) is { } row
            ? await FindAsync(user, new ScreenId(row.GetString("Screen")!), cancellationToken)
            : null;

    public async Task<IReadOnlyList<StoredScreen>> ListAsync(UserId user, CancellationToken cancellationToken)
    {
        var table = await screens.GetAsync(cancellationToken);
        List<StoredScreen> all = [];
        await foreach (var row in table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {user.Value} and RowKey lt {"|"}"), cancellationToken: cancellationToken))
            all.Add(ScreenRow.Read(row));
        return [.. all.OrderByDescending(screen => screen.CreatedAt)];
    }

    public async Task<Result<StoredScreen, ScreenRefusal>> ReplaceAsync(StoredScreen screen, CancellationToken cancellationToken)
    {
        if (await FindRowAsync(screen.User, screen.Id.Value, cancellationToken) is not { } row)
            return new ScreenRefusal.Unknown();
        var before = ScreenRow.Read(row);
        if (before.Version != screen.Version - 1)
            return new ScreenRefusal.Changed(before.Version);
        var isRenamed = NameKey(before.Document.Name) != NameKey(screen.Document.Name);
        List<TableTransactionAction> actions = [new(TableTransactionActionType.UpdateReplace, ScreenRow.Write(screen), row.ETag)];
        if (isRenamed)
            actions.AddRange([new(TableTransactionActionType.Delete, NameRow(before), ETag.All), new(TableTransactionActionType.Add, NameRow(screen))]);
        try
        {
            await (await screens.GetAsync(cancellationToken)).SubmitTransactionAsync(actions, cancellationToken);
            return screen;
        }
        catch (RequestFailedException failed) when (failed.Status is 404 or 409 or 412)
        {
            // Either the name was taken or somebody else was faster; who was says what is stored now.
            if (await FindAsync(screen.User, screen.Id, cancellationToken) is not { } now)
                return new ScreenRefusal.Unknown();
            return now.Version == before.Version ? new ScreenRefusal.NameTaken(screen.Document.Name) : new ScreenRefusal.Changed(now.Version);
        }
    }

    public async Task<bool> DeleteAsync(UserId user, ScreenId id, CancellationToken cancellationToken)
    {
        var table = await screens.GetAsync(cancellationToken);
        while (await FindRowAsync(user, id.Value, cancellationToken) is { } row)
        {
            try
            {
                await table.SubmitTransactionAsync(
                    [
                        new(TableTransactionActionType.Delete, row, row.ETag),
                        new(TableTransactionActionType.Delete, NameRow(ScreenRow.Read(row)), ETag.All),
                    ],
                    cancellationToken);
                return true;
            }
            catch (RequestFailedException changed) when (changed.Status is 404 or 412)
            {
                // Somebody else changed or removed it; what is stored now decides.
            }
        }

        return false;
    }

    private async Task<TableEntity?> FindRowAsync(UserId user, string key, CancellationToken cancellationToken)
    {
        var table = await screens.GetAsync(cancellationToken);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(user.Value, key, cancellationToken: cancellationToken);
        return row.HasValue ? row.Value : null;
    }

    private static TableEntity NameRow(StoredScreen screen) => new(screen.User.Value, NameKey(screen.Document.Name)) { ["Screen"] = screen.Id.Value };

    // A name may hold what keys may not, and be longer than a key once it is escaped.
    private static string NameKey(string name) => $"|{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(name.Normalize().ToUpperInvariant())))}";
}
