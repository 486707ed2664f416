using Microsoft.Extensions.DependencyInjection;
using Trading.Application.Orders;

namespace Trading.Integrations.Orders;

/// <summary>Registers where orders are kept and how reports of them travel.</summary>
public static class OrdersRegistration
{
    /// <summary>Adds <see cref="IOrderRepository"/> on tables and <see cref="IExecutionQueue"/> and <see cref="IOrderQueue"/> on the service bus.</summary>
    public static IServiceCollection AddOrdersAdapters(this IServiceCollection services) => services
        .AddSingleton<IOrderRepository, TableOrders>()
        .AddSingleton<IExecutionQueue, ServiceBusExecutionQueue>()
        .AddSingleton<IOrderQueue, ServiceBusOrderQueue>();
}
