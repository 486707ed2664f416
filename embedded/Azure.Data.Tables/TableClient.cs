#nullable disable annotations // The package this stands in for carries no nullable annotations.

using System.Linq.Expressions;
using Azure.Core;
using Azure.Data.Tables.Models;
using Trading.Embedded.Tables;

namespace Azure.Data.Tables;

/// <summary>One table: its entities by key, by query and in transactions. Safe for use by many threads.</summary>
/// <remarks>
/// A refusal by the service is a <see cref="RequestFailedException"/> with its status and one of the codes of
/// <see cref="TableErrorCode"/>. Limits: keys 512 characters, strings 32,768, binaries 64 KiB, 252 properties, entities 1 MiB.
/// </remarks>
public partial class TableClient
{
    private readonly ITableBackend backend;

    /// <summary>For mocking.</summary>
    protected TableClient()
    {
    }

    /// <summary>A table of the embedded platform that <c>Embedded=FOLDER</c> names.</summary>
    /// <exception cref="NotSupportedException">The connection string names another kind of service.</exception>
    public TableClient(string connectionString, string tableName)
        : this(BackendOf.Connection(connectionString), tableName)
    {
    }

    /// <inheritdoc cref="TableClient(string, string)"/>
    public TableClient(string connectionString, string tableName, TableClientOptions options = null)
        : this(BackendOf.Connection(connectionString), tableName)
    {
    }

    /// <summary>Not served by the embedded platform.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public TableClient(Uri endpoint, AzureSasCredential credential, TableClientOptions options = null) => backend = BackendOf.Endpoint(endpoint);

    /// <inheritdoc cref="TableClient(Uri, AzureSasCredential, TableClientOptions)"/>
    public TableClient(Uri endpoint, TableClientOptions options = null) => backend = BackendOf.Endpoint(endpoint);

    /// <inheritdoc cref="TableClient(Uri, AzureSasCredential, TableClientOptions)"/>
    public TableClient(Uri endpoint, string tableName, TokenCredential tokenCredential, TableClientOptions options = null) =>
        backend = BackendOf.Endpoint(endpoint);

    /// <inheritdoc cref="TableClient(Uri, AzureSasCredential, TableClientOptions)"/>
    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential) => backend = BackendOf.Endpoint(endpoint);

    /// <inheritdoc cref="TableClient(Uri, AzureSasCredential, TableClientOptions)"/>
    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential, TableClientOptions options = null) =>
        backend = BackendOf.Endpoint(endpoint);

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
        Response.FromValue(new TableItem(Name), (await backend.CreateTableAsync(Name, cancellationToken)).OrThrow().ToResponse());

    /// <summary>Makes the table unless it exists.</summary>
    /// <returns>A raw response of status 204 when made, 409 when it was there.</returns>
    public virtual async Task<Response<TableItem>> CreateIfNotExistsAsync(CancellationToken cancellationToken = default)
    {
        var reply = await backend.CreateTableAsync(Name, cancellationToken);
        return Response.FromValue(new TableItem(Name), OrThrowUnless(TableErrorCode.TableAlreadyExists, reply));
    }

    /// <summary>Deletes the table and all in it.</summary>
    /// <returns>Status 204, or 404 when there was none: that doesn't throw.</returns>
    public virtual async Task<Response> DeleteAsync(CancellationToken cancellationToken = default) =>
        OrThrowUnless(TableErrorCode.ResourceNotFound, await backend.DeleteTableAsync(Name, cancellationToken));

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
    /// <param name="ifMatch">The version the stored entity must have; <see cref="ETag.All"/> for any. <c>default</c> sends no condition, and then a missing entity is added.</param>
    /// <param name="mode">What becomes of properties that aren't sent.</param>
    /// <param name="cancellationToken">Gives up before the write is sent.</param>
    /// <exception cref="RequestFailedException">The entity is missing (404 ResourceNotFound) or has another version (412 UpdateConditionNotSatisfied).</exception>
    public virtual async Task<Response> UpdateEntityAsync<T>(
        T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        await WriteAsync(mode == TableUpdateMode.Merge ? WriteKind.Merge : WriteKind.Replace, entity, Condition(ifMatch), cancellationToken);

    /// <summary>Deletes an entity.</summary>
    /// <returns>Status 204, or 404 when there was none: that doesn't throw.</returns>
    /// <exception cref="RequestFailedException">The entity has another version than <paramref name="ifMatch"/> (412 UpdateConditionNotSatisfied).</exception>
    public virtual async Task<Response> DeleteEntityAsync(
        string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        var write = new EntityWrite(WriteKind.Delete, partitionKey, rowKey, [], Condition(ifMatch) ?? ETag.All.ToString());
        return OrThrowUnless(TableErrorCode.ResourceNotFound, await backend.WriteAsync(Name, write, cancellationToken));
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
        return reply.ErrorCode == TableErrorCode.ResourceNotFound
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
        return EntityMapper.ToWrite(kind, action.Entity, condition);
    }

    private static string Condition(ETag etag) => etag == default ? null : etag.ToString();

    private static Response OrThrowUnless(TableErrorCode expected, TableReply reply) =>
        reply.ErrorCode == expected ? reply.ToResponse() : reply.OrThrow().ToResponse();

    private async Task<Response> WriteAsync(WriteKind kind, ITableEntity entity, string condition, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entity);
        return (await backend.WriteAsync(Name, EntityMapper.ToWrite(kind, entity, condition), cancellationToken)).OrThrow().ToResponse();
    }

    private Task<TableReply<EntityRecord>> ReadAsync(string partitionKey, string rowKey, IEnumerable<string> select, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        return backend.GetEntityAsync(Name, partitionKey, rowKey, select?.ToArray(), cancellationToken);
    }
}
