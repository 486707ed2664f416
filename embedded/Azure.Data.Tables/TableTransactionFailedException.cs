#nullable disable annotations // The package this stands in for carries no nullable annotations.

using System.Globalization;
using System.Runtime.Serialization;
using Trading.Embedded.Tables;

namespace Azure.Data.Tables;

/// <summary>A transaction was refused; nothing of it was stored.</summary>
public class TableTransactionFailedException : RequestFailedException
{
    /// <summary>Wraps the refusal of the service.</summary>
    public TableTransactionFailedException(RequestFailedException requestFailedException)
        : base(requestFailedException.Status, requestFailedException.Message, requestFailedException.ErrorCode, requestFailedException.InnerException)
    {
        if (requestFailedException.Data[TableReply.FailedEntityData] is string text
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            FailedTransactionActionIndex = index;
    }

    /// <summary>For serialisation by a formatter, which .NET no longer does.</summary>
    [Obsolete("Formatter-based serialization is gone from .NET.", DiagnosticId = "SYSLIB0051")]
    protected TableTransactionFailedException(SerializationInfo info, StreamingContext context)
        : base(info, context)
    {
    }

    /// <summary>Zero-based index of the action that was refused; null when the refusal concerns the transaction as a whole.</summary>
    public int? FailedTransactionActionIndex { get; }
}
