#nullable disable annotations // The package this stands in for carries no nullable annotations.

namespace Azure.Data.Tables;

/// <summary>One action of a transaction.</summary>
public class TableTransactionAction
{
    /// <summary>An unconditional action.</summary>
    public TableTransactionAction(TableTransactionActionType actionType, ITableEntity entity)
        : this(actionType, entity, default)
    {
    }

    /// <summary>An action that is done only when the stored entity still has <paramref name="etag"/>.</summary>
    /// <remarks>Without an ETag an update doesn't insist that the entity exists: the service then adds it. <see cref="ETag.All"/> insists.</remarks>
    public TableTransactionAction(TableTransactionActionType actionType, ITableEntity entity, ETag etag = default)
    {
        ArgumentNullException.ThrowIfNull(entity);
        ActionType = actionType;
        Entity = entity;
        ETag = etag;
    }

    /// <summary>What is done.</summary>
    public TableTransactionActionType ActionType { get; }

    /// <summary>To which entity.</summary>
    public ITableEntity Entity { get; }

    /// <summary>The version the stored entity must have; <c>default</c> when it doesn't matter.</summary>
    public ETag ETag { get; }
}
