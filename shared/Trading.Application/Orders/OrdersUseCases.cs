using Microsoft.Extensions.DependencyInjection;

namespace Trading.Application.Orders;

/// <summary>Registers the use cases of this capability.</summary>
public static class OrdersUseCases
{
    /// <summary>Adds the life of orders.</summary>
    public static IServiceCollection AddOrdersUseCases(this IServiceCollection services) => services
        .AddSingleton<Brokers>()
        .AddSingleton<OrderChanges>()
        .AddSingleton<PlaceOrderHandler>()
        .AddSingleton<DispatchOrderHandler>()
        .AddSingleton<CheckRiskHandler>()
        .AddSingleton<SubmitOrderHandler>()
        .AddSingleton<RecordExecutionHandler>()
        .AddSingleton<BookOrderHandler>()
        .AddSingleton<CancelOrderHandler>()
        .AddSingleton<CancelOrdersHandler>()
        .AddSingleton<PlaceExitsHandler>()
        .AddSingleton<NotifyOrderHandler>()
        .AddSingleton<GetOrdersHandler>()
        .AddSingleton<CertifyOrderHandler>();
}
