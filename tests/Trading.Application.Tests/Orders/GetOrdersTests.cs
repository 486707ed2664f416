using Microsoft.Extensions.DependencyInjection;
using Trading.Application.Orders;
using Trading.Application.Tests.PaperTrading;
using Trading.Domain.Accounts;
using Trading.Domain.Orders;

namespace Trading.Application.Tests.Orders;

/// <summary>Orders are shown page by page, and found by what is asked for.</summary>
public sealed class GetOrdersTests : OrderSteps
{
    [Fact]
    public async Task Orders_are_shown_newest_first_page_by_page()
    {
        for (var i = 2; i <= 5; i++)
        {
            var intent = Order.Intent with { Id = new OrderId($"order-{i}"), CreatedAt = Now.AddMinutes(i) };
            Bench.Stores.Orders[OrderKey.Of(intent)] = [OrderRules.Create(intent)];
        }

        var handler = Bench.Services.GetRequiredService<GetOrdersHandler>();
        var first = await handler.ListAsync(Bench.User, new OrderFilter(), 3, null, Cancel);
        var second = await handler.ListAsync(Bench.User, new OrderFilter(), 3, first.Continuation, Cancel);

        Assert.Equal(["order-5", "order-4", "order-3"], first.Orders.Select(order => order.Id));
        Assert.Equal(["order-2", "order-1"], second.Orders.Select(order => order.Id));
        Assert.Null(second.Continuation);
        Assert.Empty((await handler.ListAsync(new UserId("other"), new OrderFilter(), 3, null, Cancel)).Orders);
    }

    [Fact]
    public async Task Orders_are_found_by_what_was_asked_for_and_by_nothing_else()
    {
        await CancelAsync("order-1");
        await JudgeAsync("order-2", OrderEffect.Opening);

        Assert.Equal(["order-1", "order-2"], await IdsAsync(new OrderFilter(Key.Account, "spy", Side.Buy)));
        Assert.Equal(["order-1"], await IdsAsync(new OrderFilter(IsDone: true)));
        Assert.Equal(["order-2"], await IdsAsync(new OrderFilter(Status: OrderStatus.Created, IsDone: false)));
        Assert.Empty(await IdsAsync(new OrderFilter(Side: Side.Sell)));
        Assert.Empty(await IdsAsync(new OrderFilter(Symbol: "SP")));
        Assert.Empty(await IdsAsync(new OrderFilter(new AccountId("other"))));

        async Task<IEnumerable<string>> IdsAsync(OrderFilter filter) =>
            (await Bench.Services.GetRequiredService<GetOrdersHandler>().ListAsync(Bench.User, filter, 10, null, Cancel)).Orders
                .Select(order => order.Id).Order(StringComparer.Ordinal);
    }
}
