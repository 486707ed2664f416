using Microsoft.Extensions.Logging;

namespace Trading.Application.Exits;

/// <summary>Log messages of guards.</summary>
internal static partial class GuardsLog
{
    [LoggerMessage(2521, LogLevel.Information, "Guard {GuardId} watches {Instrument} of account {AccountId}")]
    public static partial void GuardSet(this ILogger logger, string guardId, string instrument, string accountId);

    [LoggerMessage(2522, LogLevel.Warning, "Guard {GuardId}: {Reached} reached at {Price}")]
    public static partial void GuardReached(this ILogger logger, string guardId, string? reached, decimal? price);

    [LoggerMessage(2523, LogLevel.Warning, "Guard {GuardId} closes {Units} by order {OrderId}")]
    public static partial void GuardExits(this ILogger logger, string guardId, decimal units, string orderId);

    [LoggerMessage(2524, LogLevel.Error, "Guard {GuardId} gives up after {Attempts} exits that did not close the position")]
    public static partial void GuardStuck(this ILogger logger, string guardId, int attempts);

    [LoggerMessage(2525, LogLevel.Error, "The guard of {Instrument} of account {AccountId} could not look; it will again within a minute")]
    public static partial void GuardFailed(this ILogger logger, Exception failure, string instrument, string accountId);
    [LoggerMessage(2526, LogLevel.Warning, "Guard {GuardId} waits, its exit would be denied by {Check}: {Reason}")]
    public static partial void GuardWaits(this ILogger logger, string guardId, string check, string reason);
}
