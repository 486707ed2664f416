#nullable disable annotations // The package this stands in for carries no nullable annotations.

using System.Linq.Expressions;
using Azure.Core;
using Azure.Data.Tables.Models;
using Trading.Embedded.Tables;
using Trading.Embedded.Tables.Rest;

namespace Azure.Data.Tables;

/// <summary>One table: its entities by key, by query and in transactions. Safe for use by many threads.</summary>
/// <remarks>
/// A refusal by the service is a <see cref="RequestFailedException"/> with its status and one of the codes of
/// <see cref="TableErrorCode"/>. Limits: keys 512 characters, strings 32,768, binaries 64 KiB, 252 properties, entities 1 MiB.
/// Over HTTP a request without an answer is sent again, writes too: one that had been done the first time is then answered by
/// what it finds, an insert by 409 EntityAlreadyExists for example.
/// </remarks>
public partial class TableClient
{
    private readonly ITableBackend backend;

    /// <summary>For mocking.</summary>
    protected TableClient()
    {
    }

    /// <summary>A table that a connection string names: the embedded platform's by <c>Embedded=FOLDER</c>, an account's by Azure's own notation.</summary>
    /// <exception cref="FormatException">The connection string lacks something, or holds what it can't.</exception>
    public TableClient(string connectionString, string tableName)
        : this(BackendOf.Connection(connectionString, null), tableName)
    {
    }

    /// <inheritdoc cref="TableClient(string, string)"/>
    public TableClient(string connectionString, string tableName, TableClientOptions options = null)
        : this(BackendOf.Connection(connectionString, options), tableName)
    {
    }

    /// <summary>A table that a shared access signature opens. The address ends with its name, or the signature holds it.</summary>
    /// <exception cref="ArgumentException">The address is neither https nor on this machine, or there is no name.</exception>
    public TableClient(Uri endpoint, AzureSasCredential credential, TableClientOptions options = null)
        : this(SignedBy(endpoint, credential, options), TableOf(endpoint, credential))
    {
    }

    /// <summary>A table whose address ends with its name and carries a shared access signature.</summary>
    /// <exception cref="ArgumentException">The address is neither https nor on this machine, or lacks one of them.</exception>
    public TableClient(Uri endpoint, TableClientOptions options = null)
        : this(BackendOf.Signature(TableAddress.Of(endpoint), null, options), TableOf(endpoint, null))
    {
    }

    /// <summary>A table that a token of Microsoft Entra ID opens.</summary>
    /// <exception cref="ArgumentException">The address is neither https nor on this machine, or there is no name.</exception>
    public TableClient(Uri endpoint, string tableName, TokenCredential tokenCredential, TableClientOptions options = null)
        : this(BackendOf.Token(TableAddress.Of(endpoint), tokenCredential, options), tableName)
    {
    }

    /// <summary>A table that one of its account's keys opens.</summary>
    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential)
        : this(BackendOf.Key(TableAddress.Of(endpoint), credential, null), tableName)
    {
    }

    /// <inheritdoc cref="TableClient(Uri, string, TableSharedKeyCredential)"/>
    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential, TableClientOptions options = null)
        : this(BackendOf.Key(TableAddress.Of(endpoint), credential, options), tableName)
    {
    }

    internal TableClient(ITableBackend backend, string tableName)
    {
        ArgumentException.ThrowIfNullOrEmpty(tableName);
        this.backend = backend;
        Name = tableName;
    }

    /// <summary>The table's name.</summary>
    public virtual string Name { get; }

    /// <summary>A filter over entities of type <typeparamref name="T"/>, for example <c>order => order.PartitionKey == user</c>, as text.</summary>
    /// <exception cref="NotSupportedException">The expression holds something the grammar can't say.</exception>
    public static string CreateQueryFilter<T>(Expression<Func<T, bool>> filter) => ExpressionFilter.Translate(filter);

    /// <summary>A filter text whose arguments are quoted and typed as the grammar demands: <c>$"PartitionKey eq {user}"</c>.</summary>
    public static string CreateQueryFilter(FormattableString filter) => FilterLiteral.Format(filter);

    /// <summary>Makes the table.</summary>
    /// <exception cref="RequestFailedException">It exists already (409 TableAlreadyExists), or the name is not allowed (400).</exception>
    public virtual async Task<Response<TableItem>> CreateAsync(CancellationToken cancellationToken = default) =>
        Response.FromValue(new TableItem(Name), (await backend.CreateTableAsync(Name, content: true, cancellationToken)).OrThrow().ToResponse());

    /// <summary>Makes the table unless it exists.</summary>
    /// <returns>A raw response of status 204 when made, 409 when it was there.</returns>
    public virtual async Task<Response<TableItem>> CreateIfNotExistsAsync(CancellationToken cancellationToken = default)
    {
        var reply = await backend.CreateTableAsync(Name, content: false, cancellationToken);
        // A name whose table is still being deleted is a conflict too, but none that the caller may take for a table.
        return Response.FromValue(new TableItem(Name), (reply.ErrorCode == "TableBeingDeleted" ? reply.OrThrow() : OrThrowUnless(409, reply)).ToResponse());
    }

    /// <summary>Deletes the table and all in it.</summary>
    /// <returns>Status 204, or 404 when there was none: that doesn't throw.</returns>
    public virtual async Task<Response> DeleteAsync(CancellationToken cancellationToken = default) =>
        OrThrowUnless(404, await backend.DeleteTableAsync(Name, cancellationToken)).ToResponse();

    /// <summary>Adds an entity.</summary>
    /// <exception cref="RequestFailedException">Its keys are taken (409 EntityAlreadyExists), or it breaks a limit (400).</exception>
    public virtual async Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        await WriteAsync(WriteKind.Insert, entity, null, cancellationToken);

    /// <summary>Adds an entity, or merges into or replaces the stored one, whatever its version.</summary>
    public virtual async Task<Response> UpsertEntityAsync<T>(
        T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        await WriteAsync(mode == TableUpdateMode.Merge ? WriteKind.InsertOrMerge : WriteKind.InsertOrReplace, entity, null, cancellationToken);

    /// <summary>Merges into or replaces the stored entity.</summary>
    /// <param name="entity">The properties to store.</param>
    /// <param name="ifMatch">The version the stored entity must have; <see cref="ETag.All"/> for any.</param>
    /// <param name="mode">What becomes of properties that aren't sent.</param>
    /// <param name="cancellationToken">Gives up before the write is sent.</param>
    /// <exception cref="ArgumentException"><paramref name="ifMatch"/> is <c>default</c>.</exception>
    /// <exception cref="RequestFailedException">The entity is missing (404 ResourceNotFound) or has another version (412 UpdateConditionNotSatisfied).</exception>
    public virtual async Task<Response> UpdateEntityAsync<T>(
        T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity
    {
        if (ifMatch == default)
            throw new ArgumentException("An update needs the version it is for, or ETag.All for any.", nameof(ifMatch));
        return await WriteAsync(mode == TableUpdateMode.Merge ? WriteKind.Merge : WriteKind.Replace, entity, Condition(ifMatch), cancellationToken);
    }

    /// <summary>Deletes an entity.</summary>
    /// <returns>Status 204, or 404 when there was none: that doesn't throw.</returns>
    /// <exception cref="RequestFailedException">The entity has another version than <paramref name="ifMatch"/> (412 UpdateConditionNotSatisfied).</exception>
    public virtual async Task<Response> DeleteEntityAsync(
        string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        ThrowIfNull(partitionKey, rowKey);
        var write = new EntityWrite(WriteKind.Delete, partitionKey, rowKey, [], Condition(ifMatch) ?? ETag.All.ToString());
        return OrThrowUnless(404, await backend.WriteAsync(Name, write, cancellationToken)).ToResponse();
    }

    /// <inheritdoc cref="DeleteEntityAsync(string, string, ETag, CancellationToken)"/>
    /// <remarks>The entity gives its keys; its own ETag is not looked at.</remarks>
    public virtual Task<Response> DeleteEntityAsync(ITableEntity entity, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entity);
        return DeleteEntityAsync(entity.PartitionKey, entity.RowKey, ifMatch, cancellationToken);
    }

    /// <summary>Reads an entity by its keys.</summary>
    /// <param name="partitionKey">First part of the key.</param>
    /// <param name="rowKey">Second part of the key.</param>
    /// <param name="select">Names of the properties wanted; keys and timestamp come only when named. Null for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="RequestFailedException">There is none (404 ResourceNotFound).</exception>
    public virtual async Task<Response<T>> GetEntityAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        var reply = await ReadAsync(partitionKey, rowKey, select, cancellationToken);
        return Response.FromValue(EntityMapper.ToEntity<T>(reply.Value), reply.ToResponse());
    }

    /// <summary>Reads an entity by its keys, if there is one.</summary>
    /// <returns>A response without value, status 404, when there is none.</returns>
    public virtual async Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        var reply = await ReadAsync(partitionKey, rowKey, select, cancellationToken);
        return reply.Status == 404
            ? new NoEntity<T>(reply.ToResponse())
            : Response.FromValue(EntityMapper.ToEntity<T>(reply.Value), reply.ToResponse());
    }

    /// <summary>Entities that match a filter, by partition key and row key.</summary>
    /// <param name="filter">Filter text, for example <c>PartitionKey eq 'a' and Price gt 5.0</c>; null for all. At most 15 comparisons.</param>
    /// <param name="maxPerPage">1 to 1,000 entities a page.</param>
    /// <param name="select">Names of the properties wanted; keys and timestamp come only when named. Null for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Pages are fetched as they are enumerated; one may be short or empty and yet not be the last.</returns>
    /// <exception cref="RequestFailedException">On enumeration: the filter is malformed (400 InvalidInput), the table missing (404 TableNotFound).</exception>
    public virtual AsyncPageable<T> QueryAsync<T>(
        string filter = null, int? maxPerPage = null, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        var names = select?.ToArray();
        return new TablePages<EntityRecord, T>(
            (continuation, size) => backend.QueryEntitiesAsync(Name, new TableQuery(filter, names, size ?? maxPerPage, continuation), cancellationToken),
            EntityMapper.ToEntity<T>);
    }

    /// <inheritdoc cref="QueryAsync{T}(string, int?, IEnumerable{string}, CancellationToken)"/>
    public virtual AsyncPageable<T> QueryAsync<T>(
        Expression<Func<T, bool>> filter, int? maxPerPage = null, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        QueryAsync<T>(CreateQueryFilter(filter), maxPerPage, select, cancellationToken);

    /// <summary>Does all actions or none. At most 100, of one partition, no entity twice, 4 MiB as sent.</summary>
    /// <returns>A response per action, in their order.</returns>
    /// <exception cref="InvalidOperationException">There is no action.</exception>
    /// <exception cref="TableTransactionFailedException">An action was refused: which one, and why. A missing entity to delete is a refusal here.</exception>
    /// <exception cref="RequestFailedException">The transaction was refused as a whole: it is too large (413 RequestBodyTooLarge).</exception>
    public virtual async Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transactionActions);
        var writes = transactionActions.Select(ToWrite).ToArray();
        if (writes.Length == 0)
            throw new InvalidOperationException("A transaction needs at least one action.");
        var reply = await backend.WriteTogetherAsync(Name, writes, cancellationToken);
        return Response.FromValue<IReadOnlyList<Response>>([.. reply.Value.Select(part => part.ToResponse())], reply.ToResponse());
    }

    private static EntityWrite ToWrite(TableTransactionAction action)
    {
        var (kind, condition) = action.ActionType switch
        {
            TableTransactionActionType.Add => (WriteKind.Insert, null),
            TableTransactionActionType.UpdateMerge => (WriteKind.Merge, Condition(action.ETag)),
            TableTransactionActionType.UpdateReplace => (WriteKind.Replace, Condition(action.ETag)),
            TableTransactionActionType.Delete => (WriteKind.Delete, Condition(action.ETag) ?? ETag.All.ToString()),
            TableTransactionActionType.UpsertMerge => (WriteKind.InsertOrMerge, null),
            TableTransactionActionType.UpsertReplace => (WriteKind.InsertOrReplace, null),
            _ => throw new InvalidOperationException($"Unknown action type {action.ActionType}."),
        };
        // An action that names its entity in the address can't be without keys; the service itself refuses an insert that lacks them.
        if (kind != WriteKind.Insert)
            ThrowIfNull(action.Entity.PartitionKey, action.Entity.RowKey);
        return EntityMapper.ToWrite(kind, action.Entity, condition);
    }

    private static string Condition(ETag etag) => etag == default ? null : etag.ToString();

    private static TableReply OrThrowUnless(int expected, TableReply reply) => reply.Status == expected ? reply : reply.OrThrow();

    private static ITableBackend SignedBy(Uri endpoint, AzureSasCredential credential, TableClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return BackendOf.Signature(TableAddress.Of(endpoint), credential, options);
    }

    // A signature that was made for one table says which: tn=orders.
    private static string TableOf(Uri endpoint, AzureSasCredential credential)
    {
        var address = TableAddress.Of(endpoint);
        var named = (credential?.Signature ?? address.Signature).TrimStart('?').Split('&').FirstOrDefault(part => part.StartsWith("tn=", StringComparison.Ordinal));
        return address.TableName
            ?? (named is null ? throw new ArgumentException($"Neither the address '{address.Endpoint}' nor its signature names a table.", nameof(endpoint)) : Uri.UnescapeDataString(named[3..]));
    }

    private static void ThrowIfNull(string partitionKey, string rowKey)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
    }

    private async Task<Response> WriteAsync(WriteKind kind, ITableEntity entity, string condition, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entity);
        ThrowIfNull(entity.PartitionKey, entity.RowKey);
        return (await backend.WriteAsync(Name, EntityMapper.ToWrite(kind, entity, condition), cancellationToken)).OrThrow().ToResponse();
    }

    private Task<TableReply<EntityRecord>> ReadAsync(string partitionKey, string rowKey, IEnumerable<string> select, CancellationToken cancellationToken)
    {
        ThrowIfNull(partitionKey, rowKey);
        return backend.GetEntityAsync(Name, partitionKey, rowKey, select?.ToArray(), cancellationToken);
    }
}
