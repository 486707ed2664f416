#nullable disable annotations // The package this stands in for carries no nullable annotations.

using System.Linq.Expressions;
using Azure.Core;
using Azure.Data.Tables.Models;
using Trading.Embedded.Tables;
using Trading.Embedded.Tables.Rest;

namespace Azure.Data.Tables;

/// <summary>A table account: makes, finds and deletes tables, and hands out their clients. Safe for use by many threads.</summary>
public class TableServiceClient
{
    private readonly ITableBackend backend;

    /// <summary>For mocking.</summary>
    protected TableServiceClient()
    {
    }

    /// <summary>The tables that a connection string names: the embedded platform's by <c>Embedded=FOLDER</c>, an account's by Azure's own notation.</summary>
    /// <exception cref="FormatException">The connection string lacks something, or holds what it can't.</exception>
    public TableServiceClient(string connectionString) => backend = BackendOf.Connection(connectionString, null);

    /// <inheritdoc cref="TableServiceClient(string)"/>
    public TableServiceClient(string connectionString, TableClientOptions options = null) => backend = BackendOf.Connection(connectionString, options);

    /// <summary>An account that a shared access signature opens.</summary>
    /// <exception cref="ArgumentException">The address is neither https nor on this machine.</exception>
    public TableServiceClient(Uri endpoint, AzureSasCredential credential) => backend = SignedBy(endpoint, credential, null);

    /// <inheritdoc cref="TableServiceClient(Uri, AzureSasCredential)"/>
    public TableServiceClient(Uri endpoint, AzureSasCredential credential, TableClientOptions options = null) => backend = SignedBy(endpoint, credential, options);

    /// <summary>An account that a token of Microsoft Entra ID opens.</summary>
    /// <exception cref="ArgumentException">The address is neither https nor on this machine.</exception>
    public TableServiceClient(Uri endpoint, TokenCredential tokenCredential, TableClientOptions options = null) =>
        backend = BackendOf.Token(TableAddress.Of(endpoint), tokenCredential, options);

    /// <summary>An account whose address carries a shared access signature.</summary>
    /// <exception cref="ArgumentException">The address carries none, or is neither https nor on this machine.</exception>
    public TableServiceClient(Uri endpoint, TableClientOptions options = null) => backend = BackendOf.Signature(TableAddress.Of(endpoint), null, options);

    /// <summary>An account that one of its keys opens.</summary>
    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential) => backend = BackendOf.Key(TableAddress.Of(endpoint), credential, null);

    /// <inheritdoc cref="TableServiceClient(Uri, TableSharedKeyCredential)"/>
    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions options) =>
        backend = BackendOf.Key(TableAddress.Of(endpoint), credential, options);

    /// <summary>A filter over tables, for example <c>item => item.Name == "orders"</c>, as text.</summary>
    public static string CreateQueryFilter(Expression<Func<TableItem, bool>> filter) => ExpressionFilter.Translate(filter);

    /// <summary>A filter text whose arguments are quoted and typed as the grammar demands.</summary>
    public static string CreateQueryFilter(FormattableString filter) => FilterLiteral.Format(filter);

    /// <summary>The client of one table. The table need not exist yet.</summary>
    public virtual TableClient GetTableClient(string tableName) => new(backend, tableName);

    /// <summary>Makes a table.</summary>
    /// <exception cref="RequestFailedException">There is one of that name already (409 TableAlreadyExists), or the name is not allowed (400).</exception>
    public virtual Task<Response<TableItem>> CreateTableAsync(string tableName, CancellationToken cancellationToken = default) =>
        GetTableClient(tableName).CreateAsync(cancellationToken);

    /// <inheritdoc cref="CreateTableAsync"/>
    public virtual Response<TableItem> CreateTable(string tableName, CancellationToken cancellationToken = default) =>
        GetTableClient(tableName).Create(cancellationToken);

    /// <summary>Makes a table unless it exists.</summary>
    /// <returns>A raw response of status 204 when made, 409 when it was there.</returns>
    public virtual Task<Response<TableItem>> CreateTableIfNotExistsAsync(string tableName, CancellationToken cancellationToken = default) =>
        GetTableClient(tableName).CreateIfNotExistsAsync(cancellationToken);

    /// <inheritdoc cref="CreateTableIfNotExistsAsync"/>
    public virtual Response<TableItem> CreateTableIfNotExists(string tableName, CancellationToken cancellationToken = default) =>
        GetTableClient(tableName).CreateIfNotExists(cancellationToken);

    /// <summary>Deletes a table and all in it.</summary>
    /// <returns>Status 204, or 404 when there was none: that doesn't throw.</returns>
    public virtual Task<Response> DeleteTableAsync(string tableName, CancellationToken cancellationToken = default) =>
        GetTableClient(tableName).DeleteAsync(cancellationToken);

    /// <inheritdoc cref="DeleteTableAsync"/>
    public virtual Response DeleteTable(string tableName, CancellationToken cancellationToken = default) =>
        GetTableClient(tableName).Delete(cancellationToken);

    /// <summary>The account's tables, by name.</summary>
    /// <exception cref="RequestFailedException">The filter is malformed (400 InvalidInput).</exception>
    public virtual AsyncPageable<TableItem> QueryAsync(string filter = null, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        new TablePages<string, TableItem>(
            (continuation, size) => backend.QueryTablesAsync(new TableQuery(filter, null, size ?? maxPerPage, continuation), cancellationToken),
            name => new TableItem(name));

    /// <inheritdoc cref="QueryAsync(string, int?, CancellationToken)"/>
    public virtual AsyncPageable<TableItem> QueryAsync(FormattableString filter, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        QueryAsync(CreateQueryFilter(filter), maxPerPage, cancellationToken);

    /// <inheritdoc cref="QueryAsync(string, int?, CancellationToken)"/>
    public virtual AsyncPageable<TableItem> QueryAsync(
        Expression<Func<TableItem, bool>> filter, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        QueryAsync(CreateQueryFilter(filter), maxPerPage, cancellationToken);

    private static ITableBackend SignedBy(Uri endpoint, AzureSasCredential credential, TableClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return BackendOf.Signature(TableAddress.Of(endpoint), credential, options);
    }
}
