using Microsoft.Extensions.Logging;

namespace Trading.Embedded.Durable;

internal static partial class DurableLog
{
    [LoggerMessage(9301, LogLevel.Warning, "Activity {Activity} (#{TaskId}) of orchestration {InstanceId} failed")]
    public static partial void ActivityFailed(this ILogger logger, Exception error, string activity, int taskId, string instanceId);

    [LoggerMessage(9302, LogLevel.Warning, "Orchestration {Orchestrator} {InstanceId} failed: {Reason}")]
    public static partial void OrchestrationFailed(this ILogger logger, string orchestrator, string instanceId, string reason);

    [LoggerMessage(9303, LogLevel.Error, "An episode of orchestration {InstanceId} could not be processed; it is tried again in {Delay}")]
    public static partial void EpisodeDelayed(this ILogger logger, Exception error, string instanceId, TimeSpan delay);

    [LoggerMessage(9304, LogLevel.Error, "The store refused to record {What}; it is tried again in {Delay}")]
    public static partial void RecordDelayed(this ILogger logger, Exception error, string what, TimeSpan delay);

    [LoggerMessage(9305, LogLevel.Error, "Looking for arrived work failed; it is tried again in {Delay}")]
    public static partial void LookDelayed(this ILogger logger, Exception error, TimeSpan delay);

    [LoggerMessage(9306, LogLevel.Information, "Activity {Activity} (#{TaskId}) of orchestration {InstanceId} was interrupted by the stop; it runs again after the next start")]
    public static partial void ActivityHandedBack(this ILogger logger, string activity, int taskId, string instanceId);

    [LoggerMessage(9307, LogLevel.Information, "Durable engine started on {DataFolder}: {Orchestrators} orchestrators, {Activities} activities")]
    public static partial void EngineStarted(this ILogger logger, string dataFolder, int orchestrators, int activities);

    [LoggerMessage(9308, LogLevel.Information, "Durable engine stopped")]
    public static partial void EngineStopped(this ILogger logger);

    [LoggerMessage(9309, LogLevel.Warning, "The stop's time ended with {Count} pieces of durable work under way; they run again after the next start")]
    public static partial void WorkLeft(this ILogger logger, int count);

    [LoggerMessage(9310, LogLevel.Critical, "A part of the durable engine ended unexpectedly")]
    public static partial void WorkBroke(this ILogger logger, Exception error);
}
