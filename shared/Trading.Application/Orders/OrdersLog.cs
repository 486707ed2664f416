using Microsoft.Extensions.Logging;
using Trading.Domain.Markets;
using Trading.Domain.Orders;

namespace Trading.Application.Orders;

/// <summary>What the log says of orders.</summary>
internal static partial class OrdersLog
{
    [LoggerMessage(2101, LogLevel.Information, "Order {OrderId} of account {AccountId}: {Side} {Instrument}, worth {Value}")]
    public static partial void OrderCreated(this ILogger logger, string orderId, string accountId, Side side, InstrumentId instrument, decimal value);

    [LoggerMessage(2102, LogLevel.Warning, "Order {OrderId} denied by {Code}: {Reason}")]
    public static partial void OrderDenied(this ILogger logger, string orderId, string? code, string? reason);

    [LoggerMessage(2103, LogLevel.Information, "Order {OrderId} is with the broker as {BrokerOrderId}")]
    public static partial void OrderSubmitted(this ILogger logger, string orderId, string? brokerOrderId);

    [LoggerMessage(2104, LogLevel.Warning, "Order {OrderId} refused by the broker, {Code}: {Reason}")]
    public static partial void OrderRefused(this ILogger logger, string orderId, string? code, string? reason);

    [LoggerMessage(2105, LogLevel.Warning, "Order {OrderId} was sent and no answer came; the broker will be asked")]
    public static partial void OrderFateUnknown(this ILogger logger, string orderId);

    [LoggerMessage(2108, LogLevel.Error, "The fate of order {OrderId} is open since {SentAt}: account {AccountId} opens nothing until somebody has looked")]
    public static partial void OrderFateEscalated(this ILogger logger, string orderId, string accountId, DateTimeOffset? sentAt);

    [LoggerMessage(2109, LogLevel.Warning, "Order {OrderId} may have been sent before and may not be sent again; the broker will be asked")]
    public static partial void SubmissionNotRepeated(this ILogger logger, string orderId);

    [LoggerMessage(2110, LogLevel.Error, "Order {OrderId} could not be cancelled")]
    public static partial void CancelFailed(this ILogger logger, Exception failure, string orderId);

    [LoggerMessage(2111, LogLevel.Error, "Handing order {OrderId} to the broker failed; it may have left, and the broker will be asked")]
    public static partial void SubmissionFailed(this ILogger logger, Exception failure, string orderId);

    [LoggerMessage(2106, LogLevel.Information, "Fill {ExecutionId} of order {OrderId} booked: {Quantity} @ {Price}")]
    public static partial void FillBooked(this ILogger logger, string orderId, string executionId, decimal quantity, decimal price);

    [LoggerMessage(2107, LogLevel.Warning, "Order {OrderId} met a message that contradicts what is known: {What}")]
    public static partial void OrderContradicted(this ILogger logger, string orderId, string what);
}
