using Microsoft.Extensions.Logging;

namespace Trading.Application.Reconciliation;

/// <summary>What the log says of books and brokers.</summary>
internal static partial class ReconciliationLog
{
    [LoggerMessage(2701, LogLevel.Error, "Books and broker of account {AccountId} differ: {Differences}")]
    public static partial void BooksDiffer(this ILogger logger, string accountId, string differences);

    [LoggerMessage(2702, LogLevel.Warning, "Account {AccountId}: {Count} fills and bookings were missing and are taken in")]
    public static partial void GapsFilled(this ILogger logger, string accountId, int count);

    [LoggerMessage(2703, LogLevel.Warning, "Books and broker of account {AccountId} could not be compared")]
    public static partial void LookFailed(this ILogger logger, Exception failure, string accountId);
}
