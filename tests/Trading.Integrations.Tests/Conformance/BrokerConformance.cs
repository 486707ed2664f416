using Trading.Application.Orders;
using Trading.Domain.Accounts;
using Trading.Domain.Markets;
using Trading.Domain.Matching;
using Trading.Domain.Orders;
using Trading.Domain.Values;

namespace Trading.Conformance;

/// <summary>
/// What every broker's adapter must keep, since the rest of the system relies on it: orders are taken or refused and never doubled, reports are complete, ordered and the
/// same whenever they are asked for, and add up to what the broker holds. A derived class gives the bench, and has all the tests.
/// </summary>
/// <param name="bench">The adapter and the venue behind it.</param>
public abstract partial class BrokerConformance(BrokerBench bench)
{
    private const decimal Deposit = 100_000;

    private static readonly UserId User = new("owner");
    private static readonly AccountId Account = new("account-1");
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private IBroker Broker => bench.Broker;

    /// <summary>The adapter and the venue behind it.</summary>
    private protected BrokerBench Venue => bench;

    private static OrderInstructions Limit(decimal limit) => new(OrderKind.Limit) { LimitPrice = new Price(limit) };

    private static OrderInstructions Market(TimeInForce timeInForce) => new(OrderKind.Market) { TimeInForce = timeInForce };

    /// <summary>Instructions of a kind that trade once the price has been to 110 and to 90.</summary>
    private OrderInstructions Reachable(OrderKind kind, Side side, TimeInForce timeInForce = TimeInForce.GoodTillCancelled)
    {
        var up = side is Side.Buy ? 1 : -1;
        return new OrderInstructions(kind)
        {
            LimitPrice = kind is OrderKind.Limit ? new Price(100 + up) : kind is OrderKind.StopLimit ? new Price(100 + (7 * up)) : null,
            StopPrice = kind is OrderKind.Stop or OrderKind.StopLimit ? new Price(100 + (5 * up)) : null,
            TrailAmount = kind is OrderKind.TrailingStop ? 5 : null,
            TimeInForce = timeInForce,
            GoodTill = timeInForce is TimeInForce.GoodTillDate ? bench.Now.AddDays(30) : null,
        };
    }

    private protected NewOrder Order(string id, Side side = Side.Buy, decimal units = 10, OrderInstructions? instructions = null, AccountId? account = null, UserId? user = null) => new(
        new OrderId(id), user ?? User, account ?? Account, bench.Instrument, side, new OrderSize.Units(new Quantity(units)),
        side is Side.Buy ? OrderEffect.Opening : OrderEffect.Reducing, new Price(100), null, null, bench.Now)
    {
        Instructions = instructions ?? OrderInstructions.Market,
        Broker = Broker.Capabilities.Code,
        Segment = Segment.UnitedStates,
    };

    private protected Task OpenAsync() => bench.OpenAsync(User, Account, Deposit);

    /// <summary>Hands an order over, which must be taken.</summary>
    private protected async Task<BrokerOrderId> TakenAsync(NewOrder order)
    {
        var result = await Broker.SubmitAsync(order, Cancel);
        Assert.True(result.TryGet(out var id, out var refusal), refusal?.ToString());
        return id;
    }

    /// <summary>Hands an order over, which must be refused.</summary>
    private protected async Task<BrokerRefusal> RefusedAsync(NewOrder order)
    {
        var result = await Broker.SubmitAsync(order, Cancel);
        Assert.False(result.TryGet(out _, out var refusal), $"{order} was taken.");
        Assert.Matches("^[a-z0-9-]+$", refusal!.Code);
        Assert.NotEmpty(refusal.Reason);
        return refusal;
    }

    /// <summary>Hands an order over while something is wrong: nobody knows its fate.</summary>
    private protected async Task LeaveOpenAsync(NewOrder order, VenueFailure failure)
    {
        bench.Fail(failure);
        var thrown = await Assert.ThrowsAnyAsync<Exception>(() => Broker.SubmitAsync(order, Cancel));
        Assert.True(thrown is OrderFateUnknownException || (thrown is HttpRequestException && failure is VenueFailure.Unreachable), thrown.ToString());
        bench.Fail(VenueFailure.None);
    }

    private Task<IReadOnlyList<ExecutionMessage>> ReportsAsync(NewOrder order) => Broker.ReportsAsync(OrderKey.Of(order), Cancel);

    private protected Task<IReadOnlyList<ExecutionMessage>> CancelAsync(NewOrder order) => Broker.CancelAsync(OrderKey.Of(order), "enough", bench.Now, Cancel);

    private static IEnumerable<string> Kinds(IEnumerable<ExecutionMessage> reports) => reports.Select(report => report.Kind);

    /// <summary>The order that its reports add up to, which contradict nothing.</summary>
    private async Task<Order> FoldedAsync(NewOrder order)
    {
        var folded = Fold(order, await ReportsAsync(order));
        Assert.Empty(folded.Contradictions);
        return folded;
    }

    private Order Fold(NewOrder order, IEnumerable<ExecutionMessage> reports) =>
        new OrderCommand[] { new PassRisk(bench.Now), new StartSubmission(bench.Now) }.Concat(reports.Select(report => report.ToCommand())).Aggregate(
            OrderRules.Fold([OrderRules.Create(order)]), (current, command) => OrderRules.Decide(current, command).Aggregate(current, OrderRules.Apply));

    /// <summary>An order stands where it should, with so many units traded, and what all reports add up to is what the venue holds.</summary>
    private protected async Task ExpectAsync(NewOrder order, OrderStatus status, decimal filled, params NewOrder[] others)
    {
        var folded = await FoldedAsync(order);
        Assert.Equal((status, filled), (folded.Status, folded.Filled.Value));
        await AddsUpAsync([order, .. others]);
    }

    /// <summary>The fills of all orders of an account add up to its money and units, and no execution id comes twice.</summary>
    private async Task AddsUpAsync(params NewOrder[] orders)
    {
        var (cash, units, ids) = (Deposit, 0m, new HashSet<ExecutionId>());
        foreach (var order in orders)
        {
            foreach (var execution in (await FoldedAsync(order)).Executions)
            {
                var sign = order.Side is Side.Buy ? 1 : -1;
                Assert.True(ids.Add(execution.Id), $"execution {execution.Id} came twice");
                (cash, units) = (cash - (sign * (execution.Price * execution.Quantity).Value) - execution.Commission.Value - execution.Tax.Value, units + (sign * execution.Quantity.Value));
            }
        }

        Assert.Equal((cash, units), await bench.HoldsAsync(orders[0].User, orders[0].Account));
    }
}
