using Microsoft.Extensions.Logging;
using Trading.Domain.Exits;

namespace Trading.Application.Exits;

/// <summary>What the log says of ways out.</summary>
internal static partial class ExitsLog
{
    [LoggerMessage(2501, LogLevel.Warning, "Account {AccountId} is being flattened as {FlatteningId}, because {Reason}")]
    public static partial void FlatteningStarted(this ILogger logger, string accountId, string flatteningId, string reason);

    [LoggerMessage(2502, LogLevel.Warning, "Flattening {FlatteningId} of account {AccountId} ended: {Status}")]
    public static partial void FlatteningEnded(this ILogger logger, string flatteningId, string accountId, FlatteningStatus status);

    [LoggerMessage(2503, LogLevel.Error, "A step of flattening {FlatteningId} of account {AccountId} failed; it is repeated")]
    public static partial void FlatteningStepFailed(this ILogger logger, Exception failure, string flatteningId, string accountId);

    [LoggerMessage(2504, LogLevel.Error, "Order {OrderId} could not be brought up to date while its account is being flattened; it is asked for again")]
    public static partial void FlatteningOrderUnread(this ILogger logger, Exception failure, string orderId);
}
