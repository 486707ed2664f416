using Microsoft.Extensions.Logging;

namespace Trading.Application.Risk;

/// <summary>What the log says of risk settings.</summary>
internal static partial class RiskLog
{
    [LoggerMessage(2301, LogLevel.Warning, "Kill switch of {UserId}: engaged {Engaged}, because {Reason}")]
    public static partial void KillSwitchSet(this ILogger logger, string userId, bool engaged, string reason);

    [LoggerMessage(2303, LogLevel.Warning, "Openings of account {AccountId}: halted {Halted}, because {Reason}")]
    public static partial void AccountHaltSet(this ILogger logger, string accountId, bool halted, string reason);

    [LoggerMessage(2302, LogLevel.Information, "Largest order value of {UserId} set to {MaxOrderValue}")]
    public static partial void MaxOrderValueSet(this ILogger logger, string userId, decimal maxOrderValue);
}
