#nullable disable annotations // The package this stands in for carries no nullable annotations.

using System.Linq.Expressions;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables;

/// <content>The calls that block. The back end completes on its own thread, so waiting for it here can't deadlock.</content>
public partial class TableClient
{
    /// <inheritdoc cref="CreateAsync"/>
    public virtual Response<TableItem> Create(CancellationToken cancellationToken = default) =>
        CreateAsync(cancellationToken).GetAwaiter().GetResult();

    /// <inheritdoc cref="CreateIfNotExistsAsync"/>
    public virtual Response<TableItem> CreateIfNotExists(CancellationToken cancellationToken = default) =>
        CreateIfNotExistsAsync(cancellationToken).GetAwaiter().GetResult();

    /// <inheritdoc cref="DeleteAsync"/>
    public virtual Response Delete(CancellationToken cancellationToken = default) =>
        DeleteAsync(cancellationToken).GetAwaiter().GetResult();

    /// <inheritdoc cref="AddEntityAsync{T}(T, CancellationToken)"/>
    public virtual Response AddEntity<T>(T entity, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        AddEntityAsync(entity, cancellationToken).GetAwaiter().GetResult();

    /// <inheritdoc cref="UpsertEntityAsync{T}(T, TableUpdateMode, CancellationToken)"/>
    public virtual Response UpsertEntity<T>(T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        UpsertEntityAsync(entity, mode, cancellationToken).GetAwaiter().GetResult();

    /// <inheritdoc cref="UpdateEntityAsync{T}(T, ETag, TableUpdateMode, CancellationToken)"/>
    public virtual Response UpdateEntity<T>(
        T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        UpdateEntityAsync(entity, ifMatch, mode, cancellationToken).GetAwaiter().GetResult();

    /// <inheritdoc cref="DeleteEntityAsync(string, string, ETag, CancellationToken)"/>
    public virtual Response DeleteEntity(string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default) =>
        DeleteEntityAsync(partitionKey, rowKey, ifMatch, cancellationToken).GetAwaiter().GetResult();

    /// <inheritdoc cref="DeleteEntityAsync(ITableEntity, ETag, CancellationToken)"/>
    public virtual Response DeleteEntity(ITableEntity entity, ETag ifMatch = default, CancellationToken cancellationToken = default) =>
        DeleteEntityAsync(entity, ifMatch, cancellationToken).GetAwaiter().GetResult();

    /// <inheritdoc cref="GetEntityAsync{T}(string, string, IEnumerable{string}, CancellationToken)"/>
    public virtual Response<T> GetEntity<T>(
        string partitionKey, string rowKey, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        GetEntityAsync<T>(partitionKey, rowKey, select, cancellationToken).GetAwaiter().GetResult();

    /// <inheritdoc cref="GetEntityIfExistsAsync{T}(string, string, IEnumerable{string}, CancellationToken)"/>
    public virtual NullableResponse<T> GetEntityIfExists<T>(
        string partitionKey, string rowKey, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        GetEntityIfExistsAsync<T>(partitionKey, rowKey, select, cancellationToken).GetAwaiter().GetResult();

    /// <inheritdoc cref="QueryAsync{T}(string, int?, IEnumerable{string}, CancellationToken)"/>
    public virtual Pageable<T> Query<T>(
        string filter = null, int? maxPerPage = null, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        new Trading.Embedded.Tables.BlockingPages<T>(QueryAsync<T>(filter, maxPerPage, select, cancellationToken));

    /// <inheritdoc cref="QueryAsync{T}(Expression{Func{T, bool}}, int?, IEnumerable{string}, CancellationToken)"/>
    public virtual Pageable<T> Query<T>(
        Expression<Func<T, bool>> filter, int? maxPerPage = null, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        Query<T>(CreateQueryFilter(filter), maxPerPage, select, cancellationToken);

    /// <inheritdoc cref="SubmitTransactionAsync"/>
    public virtual Response<IReadOnlyList<Response>> SubmitTransaction(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default) =>
        SubmitTransactionAsync(transactionActions, cancellationToken).GetAwaiter().GetResult();
}
