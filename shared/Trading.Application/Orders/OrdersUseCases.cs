using Microsoft.Extensions.DependencyInjection;

namespace Trading.Application.Orders;

/// <summary>Registers the use cases of this capability.</summary>
public static class OrdersUseCases
{
    /// <summary>Adds the life of orders.</summary>
    public static IServiceCollection AddOrdersUseCases(this IServiceCollection services) => services
        .AddSingleton<OrderChanges>()
        .AddSingleton<CheckRiskHandler>()
        .AddSingleton<SubmitOrderHandler>()
        .AddSingleton<RecordExecutionHandler>()
        .AddSingleton<BookOrderHandler>()
        .AddSingleton<CancelOrderHandler>()
        .AddSingleton<CancelOrdersHandler>()
        .AddSingleton<NotifyOrderHandler>()
        .AddSingleton<GetOrdersHandler>()
        .AddSingleton<CertifyOrderHandler>();
}
