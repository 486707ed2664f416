using Microsoft.Extensions.Logging;
using Trading.Domain.Risk;

namespace Trading.Application.Risk;

/// <summary>What the log says of risk settings.</summary>
internal static partial class RiskLog
{
    [LoggerMessage(2301, LogLevel.Warning, "Kill switch of {UserId} over {AccountId}: engaged {Engaged} at {Level}, because {Reason}")]
    public static partial void KillSwitchSet(this ILogger logger, string userId, string accountId, bool engaged, KillLevel level, string reason);

    [LoggerMessage(2303, LogLevel.Warning, "Openings of account {AccountId}: halted {Halted}, because {Reason}")]
    public static partial void AccountHaltSet(this ILogger logger, string accountId, bool halted, string reason);

    [LoggerMessage(2304, LogLevel.Information, "Limits of {UserId} set for {Scope}")]
    public static partial void LimitsSet(this ILogger logger, string userId, string scope);

    [LoggerMessage(2305, LogLevel.Warning, "Order {OrderId} is near the limit of {Code}: {Message}")]
    public static partial void LimitNear(this ILogger logger, string orderId, string code, string message);
}
