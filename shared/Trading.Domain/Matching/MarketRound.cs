using System.Diagnostics;
using Trading.Domain.Markets;
using Trading.Domain.Orders;
using Trading.Domain.Values;

namespace Trading.Domain.Matching;

/// <summary>The course of one bar or book: what orders do whatever they trade against.</summary>
/// <param name="segment">Where the instrument is listed.</param>
/// <param name="commission">What the broker takes.</param>
/// <param name="orders">The account's orders in the instrument, oldest first; changed as they trade.</param>
/// <param name="holding">The account before.</param>
/// <param name="session">The market's day.</param>
internal abstract class MarketRound(Segment segment, Commission<decimal> commission, RestingOrder[] orders, MarketHolding holding, DateOnly session)
{
    private readonly List<MarketChange> changes = [];

    protected Segment Segment => segment;

    protected Commission<decimal> Commission => commission;

    protected RestingOrder[] Orders => orders;

    protected MarketHolding Holding { get; private set; } = holding;

    protected DateOnly Session => session;

    protected TickTable Ticks { get; } = TickTable.Of(segment, session);

    protected MarketStep Result() => new(orders, Holding, changes);

    /// <summary>What this comes too late for ends.</summary>
    protected void Begin(DateTimeOffset at)
    {
        for (var i = 0; i < orders.Length; i++)
        {
            var order = orders[i];
            if (order.IsDone)
                continue;
            if (order.Instructions.GoodTill <= at || (order.Instructions.TimeInForce is TimeInForce.Day && order.FirstSession < session))
                End(i, MarketEnding.Expired, "Its time ran out.");
            else
                orders[i] = order with { FirstSession = order.FirstSession ?? session };
        }
    }

    /// <summary>An order that is immediate-or-cancel or fill-or-kill has had its moment.</summary>
    protected void EndWhatIsImmediate()
    {
        for (var i = 0; i < orders.Length; i++)
        {
            if (!orders[i].IsDone && orders[i].Instructions.TimeInForce is TimeInForce.ImmediateOrCancel or TimeInForce.FillOrKill)
                End(i, MarketEnding.Cancelled, "It could not trade at once.");
        }
    }

    protected void EndUnwhole(int i) => End(i, MarketEnding.Cancelled, "It could not trade whole at once.");

    /// <summary>The account can't carry what the market would trade.</summary>
    protected void EndUncovered(int i) =>
        End(i, MarketEnding.Refused, orders[i].Side is Side.Sell ? "The account holds no more to sell." : "The account's cash buys no more.");

    /// <summary>Its cash is less than a unit costs.</summary>
    protected void EndEmpty(int i) => End(i, orders[i].Fills == 0 ? MarketEnding.Refused : MarketEnding.Cancelled, "It buys nothing at this price.");

    protected void End(int i, MarketEnding ending, string reason) => End(i, new MarketChange.Ended(orders[i].Id, ending, reason));

    private void End(int i, MarketChange.Ended ended)
    {
        if (orders[i].IsDone)
            return;
        orders[i] = orders[i] with { IsDone = true };
        changes.Add(ended);
    }

    /// <summary>A fill: money and units move, the order goes on or is done, and its group ends.</summary>
    /// <param name="i">Whose.</param>
    /// <param name="price">Per unit, slippage included.</param>
    /// <param name="filled">Units, above zero.</param>
    /// <param name="left">Units that it still asks for at this price.</param>
    protected void Book(int i, decimal price, decimal filled, decimal left)
    {
        var order = orders[i];
        var fee = Fills<decimal, BookedArithmetic>.Commission(price, filled, commission);
        var tax = order.Side is Side.Sell ? Fills<decimal, BookedArithmetic>.SaleCharges(price, filled, segment, session) : 0;
        var value = new Price(price) * new Quantity(filled);
        Holding = order.Side is Side.Buy
            ? new MarketHolding(Holding.Cash - value.Value - fee, Holding.Units + filled)
            : new MarketHolding(Holding.Cash + value.Value - fee - tax, Holding.Units - filled);
        orders[i] = order with
        {
            Left = order.CashLeft is null ? left : null,
            CashLeft = order.CashLeft - value.Value - fee,
            Fills = order.Fills + 1,
            IsDone = left == 0,
        };
        changes.Add(new MarketChange.Filled(order.Id, order.Fills + 1, new Quantity(filled), new Price(price), new Money(fee), new Money(tax), left == 0));
        for (var other = 0; order.Group is not null && other < orders.Length; other++)
        {
            if (other != i && orders[other].Group == order.Group)
                End(other, MarketChange.Ended.ByGroup(orders[other].Id, order.Id));
        }
    }

    protected decimal LotOf(RestingOrder order) =>
        Math.Max(SegmentRules.LotOf(segment), order.Size is OrderSize.Cash { WholeUnits: true } ? 1 : 0);

    /// <summary>Units that the order asks for at a price. What is sized in cash is counted anew at each, so that no part of it spends what an earlier part has spent.</summary>
    protected decimal Wanted(RestingOrder order, decimal price) => order.CashLeft is { } cash
        ? Fills<decimal, BookedArithmetic>.Affordable(Math.Min(cash, Holding.Cash), price, commission, LotOf(order))
        : order.Left ?? throw new UnreachableException("An order in units knows how many are left.");

    /// <summary>Units that the account can carry at a price: what it holds, or what its cash buys.</summary>
    protected decimal Most(RestingOrder order, decimal price) => order.Side is Side.Sell
        ? Holding.Units
        : Fills<decimal, BookedArithmetic>.Affordable(Holding.Cash, price, commission, LotOf(order));
}
