using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace Azure.Contracts.Tests.Tables;

/// <summary>
/// The table account the contract is tried on: Azurite, or else the one that <c>TABLES_CONNECTION</c> names, by default an embedded
/// platform in a temporary folder. Each test has a table of its own, which goes when the test ends.
/// </summary>
public abstract class TablesAccount(Azurite? azurite) : IAsyncLifetime
{
    private static readonly string Chosen = ServiceConnection.Find("TABLES_CONNECTION", typeof(TableClient));
    private TableServiceClient? service;
    private TableClient? table;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected string Connection { get; private set; } = "";

    protected TableServiceClient Service => service ??= new TableServiceClient(Connection, NoRetries);

    protected TableClient Table => table ??= Service.GetTableClient("t" + Guid.NewGuid().ToString("N"));

    public async ValueTask InitializeAsync()
    {
        Connection = azurite is null ? Chosen : await azurite.ConnectAsync();
        Assert.SkipWhen(Connection.Length == 0, "Microsoft's own package needs an account: set TABLES_CONNECTION to its connection string.");
        await Table.CreateAsync(Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (table is not null)
            await table.DeleteAsync(CancellationToken.None);
        GC.SuppressFinalize(this);
    }

    /// <summary>Azurite is laxer than the service in places. Where they differ the documented service decides, and what Azurite does instead is said beside it.</summary>
    protected bool IsAzurite => azurite is not null;

    // What is refused here is refused for good.
    private static TableClientOptions NoRetries => new() { Retry = { MaxRetries = 0 } };

    protected TableClient Open(string table) => new(Connection, table);

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

    /// <summary>Asserts that the service refuses; on Azurite, that it does what is said instead: <c>accepts</c>, or another status and code.</summary>
    protected async Task RefusedAsync(int status, TableErrorCode code, string azurite, Func<Task> call) =>
        Assert.Equal(IsAzurite ? azurite : $"{status} {code}", await OutcomeAsync(call));

    protected async Task<TableEntity> ReadAsync(string key) => (await Table.GetEntityAsync<TableEntity>("p", key, null, Token)).Value;

    protected async Task<string> KeysAsync(string filter, int? maxPerPage = null)
    {
        var keys = new List<string>();
        await foreach (var entity in Table.QueryAsync<TableEntity>(filter, maxPerPage, null, Token))
            keys.Add(entity.RowKey);
        return string.Join(' ', keys);
    }

    private static async Task<string> OutcomeAsync(Func<Task> call)
    {
        try
        {
            await call();
            return "accepts";
        }
        catch (RequestFailedException refusal)
        {
            return $"{refusal.Status} {refusal.ErrorCode}".Trim();
        }
    }
}
