using Microsoft.Extensions.Logging;
using Trading.Domain.Orders;

namespace Trading.Application.PaperTrading;

/// <summary>What the log says of deployments.</summary>
internal static partial class PaperTradingLog
{
    [LoggerMessage(2201, LogLevel.Information, "Deployment {DeploymentId} of {Instrument} started with {Cash}")]
    public static partial void DeploymentStarted(this ILogger logger, string deploymentId, string instrument, decimal cash);

    [LoggerMessage(2202, LogLevel.Information, "Deployment {DeploymentId} raised signal {SignalId}: {Side} at the close of {BarTime:O}")]
    public static partial void SignalRaised(this ILogger logger, string deploymentId, string signalId, Side side, DateTimeOffset barTime);

    [LoggerMessage(2203, LogLevel.Information, "Deployment {DeploymentId} ended as {Status} after {Bars} bars, {Signals} signals")]
    public static partial void DeploymentEnded(this ILogger logger, string deploymentId, DeploymentStatus status, int bars, int signals);

    [LoggerMessage(2204, LogLevel.Error, "Deployment {DeploymentId} cannot go on: {Reason}")]
    public static partial void DeploymentFailed(this ILogger logger, string deploymentId, string reason);

    [LoggerMessage(2205, LogLevel.Warning, "Order {OrderId} of deployment {DeploymentId} did not move in time; its signal is sent again")]
    public static partial void OrderNudged(this ILogger logger, string deploymentId, string orderId);

    [LoggerMessage(2206, LogLevel.Information, "The simulated broker of account {AccountId} {What}")]
    public static partial void SimulatedFault(this ILogger logger, string accountId, string what);
}
