using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace Azure.Contracts.Tests.Tables;

/// <summary>
/// The table account the contract is tried on: <c>TABLES_CONNECTION</c> names one (Azurite, a storage account), otherwise it is
/// an embedded platform in a temporary folder. Each test has a table of its own, which goes when the test ends.
/// </summary>
public abstract class TablesAccount : IAsyncLifetime
{
    private static readonly string Connection = ServiceConnection.Find("TABLES_CONNECTION", typeof(TableClient));
    private static readonly Lazy<TableServiceClient> Account = new(() => new TableServiceClient(Connection));
    private readonly Lazy<TableClient> table = new(() => Service.GetTableClient("t" + Guid.NewGuid().ToString("N")));

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected static TableServiceClient Service => Account.Value;

    protected TableClient Table => table.Value;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(Connection.Length == 0, "Microsoft's own package needs an account: set TABLES_CONNECTION to its connection string.");
        await Table.CreateAsync(Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (table.IsValueCreated)
            await Table.DeleteAsync(CancellationToken.None);
        GC.SuppressFinalize(this);
    }

    protected static TableClient Open(string table) => new(Connection, table);

    protected static TableEntity Row(string key, params (string Name, object Value)[] values)
    {
        var entity = new TableEntity("p", key);
        foreach (var (name, value) in values)
            entity[name] = value;
        return entity;
    }

    /// <summary>Asserts that the service refuses with a status and one of its codes.</summary>
    protected static async Task<RequestFailedException> RefusedAsync(int status, TableErrorCode code, Func<Task> call)
    {
        var error = await Assert.ThrowsAnyAsync<RequestFailedException>(call);
        Assert.Equal((status, code), (error.Status, (TableErrorCode)error.ErrorCode!));
        return error;
    }

    protected async Task<TableEntity> ReadAsync(string key) => (await Table.GetEntityAsync<TableEntity>("p", key, null, Token)).Value;

    protected async Task<string> KeysAsync(string filter, int? maxPerPage = null)
    {
        var keys = new List<string>();
        await foreach (var entity in Table.QueryAsync<TableEntity>(filter, maxPerPage, null, Token))
            keys.Add(entity.RowKey);
        return string.Join(' ', keys);
    }
}
