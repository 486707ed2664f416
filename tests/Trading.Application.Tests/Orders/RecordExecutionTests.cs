using Microsoft.Extensions.DependencyInjection;
using Trading.Application.Orders;
using Trading.Application.Realtime;
using Trading.Application.Tests.PaperTrading;
using Trading.Domain.Orders;

namespace Trading.Application.Tests.Orders;

/// <summary>What a broker reports counts once, early or late, and what makes no sense changes nothing.</summary>
public sealed class RecordExecutionTests : OrderSteps
{
    [Fact]
    public async Task A_report_that_overtakes_the_acceptance_is_kept()
    {
        await CheckAsync();
        Broker.BeforeAnswer = () => RecordAsync(Fill());

        await SubmitAsync();

        Assert.Equal((OrderStatus.Filled, "broker-1"), (Order.Status, Order.BrokerOrderId));
        Assert.Empty(Order.Contradictions);
    }

    [Fact]
    public async Task The_tax_of_a_fill_reaches_the_order_its_events_and_the_books()
    {
        await CheckAsync();
        await SubmitAsync();

        await RecordAsync(Fill() with { Tax = 0.75m });
        await BookAsync();

        var events = await Bench.Stores.EventsAsync(Key, Cancel);
        Assert.Contains("exec-1: 10 @ 100, commission 1, tax 0.75", events.Select(recorded => OrderEventView.Of(recorded).Detail));
        Assert.Equal((1, 0.75m), (OrderView.Of(Order).Commission, OrderView.Of(Order).Tax));
        var books = Bench.Stores.BooksOf(Key.Account);
        Assert.Equal((5000 - 1000 - 1 - 0.75m, 0.75m), (books.Cash.Value, books.Taxes.Value));
    }

    [Theory]
    [InlineData("filled", "exec-1", 1, 0, 0)]
    [InlineData(ExecutionKinds.Fill, null, 1, 0, 0)]
    [InlineData(ExecutionKinds.Fill, "exec-1", -1, 0, 0)]
    [InlineData(ExecutionKinds.Fill, "exec-1", 1, -1, 0)]
    [InlineData(ExecutionKinds.Fill, "exec-1", 1, 0, -1)]
    public async Task A_report_that_makes_no_sense_is_refused_and_changes_nothing(string kind, string? execution, int quantity, int commission, int tax)
    {
        var report = Fill() with { Kind = kind, ExecutionId = execution, Quantity = quantity, Commission = commission, Tax = tax };

        await Assert.ThrowsAsync<FormatException>(() => RecordAsync(report));

        Assert.Single(Bench.Stores.Orders[Key]);
    }

    [Fact]
    public async Task A_report_of_an_order_that_is_not_stored_is_left_to_be_delivered_again() =>
        await Assert.ThrowsAsync<OrderNotFoundException>(() => RecordAsync(Fill() with { Order = "other" }));

    [Fact]
    public async Task A_fill_that_comes_after_the_order_was_settled_is_booked_with_its_report()
    {
        await CheckAsync();
        await SubmitAsync();
        await RecordAsync(ExecutionMessage.Of(Key, ExecutionKinds.Cancelled, Now, reason: "end of day"));
        Assert.True((await BookAsync()).IsSettled);

        // Twice, as messages are; no orchestration and no look at the broker is left to book it.
        await RecordAsync(Fill());
        await RecordAsync(Fill());

        Assert.Equal((OrderStatus.Filled, true), (Order.Status, Order.IsSettled));
        Assert.Equal(2, Bench.Stores.Ledgers[Key.Account].Count);
        Assert.Equal(5000 - 1000 - 1, Bench.Stores.BooksOf(Key.Account).Cash.Value);
        Assert.Contains(PushMessages.PortfolioChanged, Bench.Pushed);
    }

    [Fact]
    public async Task A_late_fill_whose_booking_died_is_booked_when_its_report_is_delivered_again()
    {
        await CheckAsync();
        await SubmitAsync();
        await RecordAsync(ExecutionMessage.Of(Key, ExecutionKinds.Cancelled, Now, reason: "end of day"));
        await BookAsync();
        // Recorded, and then the process was gone.
        await Bench.Services.GetRequiredService<OrderChanges>().ApplyAsync(Key, _ => Fill().ToCommand(), Cancel);
        Assert.False(Order.IsBooked);

        await RecordAsync(Fill());

        Assert.Equal((true, 5000 - 1000 - 1), (Order.IsSettled, Bench.Stores.BooksOf(Key.Account).Cash.Value));
    }
}
