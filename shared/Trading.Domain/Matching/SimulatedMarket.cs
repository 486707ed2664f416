using System.Diagnostics;
using Trading.Domain.Markets;
using Trading.Domain.Orders;
using Trading.Domain.Strategies;
using Trading.Domain.Values;

namespace Trading.Domain.Matching;

/// <summary>
/// A simulated exchange: what one bar does to the orders of a cash account in one instrument. The formulas are those of back-tests
/// (<see cref="BarMatching"/>, <see cref="Fills{T, TArithmetic}"/>), and so is the order in which orders take their turn: at the open those that make the
/// position smaller, then the others; after it stops, then what opens, then targets.
/// </summary>
/// <param name="segment">Where the instrument is listed.</param>
/// <param name="costs">Commission, spread, slippage, impact and the share of a bar's volume that one order may trade.</param>
public sealed class SimulatedMarket(Segment segment, TradingCosts costs)
{
    private readonly Commission<decimal> commission = new(
        costs.Commission.Rate, costs.Commission.PerUnit, costs.Commission.Minimum, costs.Commission.Maximum);

    private readonly decimal slippage = costs.SlippageRate + (costs.SpreadRate / 2);

    /// <summary>Trades a bar.</summary>
    /// <param name="orders">The account's orders in the instrument, oldest first. Those that are done are left alone.</param>
    /// <param name="holding">The account before.</param>
    /// <param name="bar">The bar.</param>
    public MarketStep Trade(IReadOnlyList<RestingOrder> orders, MarketHolding holding, MarketBar bar)
    {
        ArgumentNullException.ThrowIfNull(orders);
        ArgumentNullException.ThrowIfNull(bar);
        var round = new Round(this, [.. orders], holding, bar);
        round.Begin();
        if (!BarMatching.IsHalted(bar.Prices, (double)bar.Volume, bar.HasVolume))
        {
            round.TradeAtOpen(reducing: true);
            round.TradeAtOpen(reducing: false);
            round.EndWhatIsForNow();
            round.TradeAfterOpen(rank: 0);
            round.TradeAfterOpen(rank: 1);
            round.TradeAfterOpen(rank: 0);   // the stops of what has just been opened
            round.TradeAfterOpen(rank: 2);
            round.FollowPrices();
        }
        else
            round.EndWhatIsForNow();

        round.End();
        return round.Result();
    }

    /// <summary>The course of one bar.</summary>
    private sealed class Round(SimulatedMarket market, RestingOrder[] orders, MarketHolding holding, MarketBar bar)
    {
        private readonly List<MarketChange> changes = [];
        private readonly bool[] hadTurn = new bool[orders.Length];
        private readonly TickTable ticks = TickTable.Of(market.Segment, bar.Session);
        private bool openedAfterOpen;

        public MarketStep Result() => new(orders, holding, changes);

        /// <summary>What this bar comes too late for ends.</summary>
        public void Begin()
        {
            for (var i = 0; i < orders.Length; i++)
            {
                var order = orders[i];
                if (order.IsDone)
                    continue;
                if (order.Instructions.GoodTill <= bar.OpensAt || (order.Instructions.TimeInForce is TimeInForce.Day && order.FirstSession < bar.Session))
                    End(i, MarketEnding.Expired, "Its time ran out.");
                else
                    orders[i] = order with { FirstSession = order.FirstSession ?? bar.Session };
            }
        }

        public void TradeAtOpen(bool reducing)
        {
            for (var i = 0; i < orders.Length; i++)
            {
                if (!HasTurn(i) || Reduces(orders[i]) != reducing)
                    continue;
                var touch = BarMatching.AtOpen(orders[i].Terms(ticks), bar.Prices.Open);
                if (touch is BarTouch.Filled)
                    Fill(i, bar.Prices.Open, afterOpen: false);
                else if (touch is BarTouch.Triggered)
                    orders[i] = orders[i] with { IsAwake = true };
            }
        }

        /// <summary>An order that is for now only has had its moment: the first open.</summary>
        public void EndWhatIsForNow()
        {
            for (var i = 0; i < orders.Length; i++)
            {
                if (!orders[i].IsDone && orders[i].Instructions.TimeInForce is TimeInForce.ImmediateOrCancel or TimeInForce.FillOrKill)
                    End(i, MarketEnding.Cancelled, "It could not trade at once.");
            }
        }

        public void TradeAfterOpen(int rank)
        {
            for (var i = 0; i < orders.Length; i++)
            {
                if (!HasTurn(i) || BarMatching.Rank(orders[i].Terms(ticks).Kind, Reduces(orders[i])) != rank || (rank == 2 && openedAfterOpen))
                    continue;
                var touch = BarMatching.AfterOpen(orders[i].Terms(ticks), bar.Prices, out var price);
                if (touch is BarTouch.Filled)
                    Fill(i, price, afterOpen: true);
                else if (touch is BarTouch.Triggered)
                    (orders[i], hadTurn[i]) = (orders[i] with { IsAwake = true }, true);
            }
        }

        public void FollowPrices()
        {
            for (var i = 0; i < orders.Length; i++)
            {
                if (!orders[i].IsDone && !openedAfterOpen && orders[i].Terms(ticks).Kind is OrderKind.TrailingStop)
                    orders[i] = orders[i] with
                    {
                        Best = orders[i].Side is Side.Sell ? Math.Max(orders[i].Best, bar.Prices.High) : Math.Min(orders[i].Best, bar.Prices.Low),
                    };
            }
        }

        /// <summary>What is good for the day ends with it.</summary>
        public void End()
        {
            for (var i = 0; i < orders.Length; i++)
            {
                if (!orders[i].IsDone && bar.EndsSession && orders[i].Instructions.TimeInForce is TimeInForce.Day)
                    End(i, MarketEnding.Expired, "The session ended.");
            }
        }

        private bool HasTurn(int i) => !orders[i].IsDone && !hadTurn[i] &&
            !(bar.Limits is { } limits && BarMatching.IsLocked(orders[i].Side, bar.Prices, limits.Lower, limits.Upper));

        private bool Reduces(RestingOrder order) => order.Side is Side.Sell && holding.Units > 0;

        private void Fill(int i, decimal seen, bool afterOpen)
        {
            hadTurn[i] = true;
            var order = orders[i];
            // A stop that was reached stays reached, also where the volume lets nothing trade.
            orders[i] = order with { IsAwake = order.IsAwake || order.Instructions.Kind is OrderKind.Stop or OrderKind.TrailingStop or OrderKind.StopLimit };
            // A limit order is never filled worse than its limit; the others take what is there.
            var slips = order.Terms(ticks).Kind is not (OrderKind.Limit or OrderKind.StopLimit);
            var price = PriceOf(order, seen, slips ? market.slippage : 0, slips);
            var wanted = Wanted(order, price);
            var traded = Capped(wanted, LotOf(order));
            if (slips && market.Costs.ImpactRate != 0 && traded > 0)
                price = PriceOf(order, seen, market.slippage + Fills<decimal, BookedArithmetic>.Impact(market.Costs.ImpactRate, traded, bar.Volume), slips);
            var most = order.Side is Side.Sell ? holding.Units : Fills<decimal, BookedArithmetic>.Affordable(holding.Cash, price, market.commission, LotOf(order));
            var filled = Math.Min(traded, most);
            if (order.Instructions.TimeInForce is TimeInForce.FillOrKill && filled < wanted)
            {
                End(i, MarketEnding.Cancelled, "It could not trade whole at once.");
                return;
            }

            if (filled > 0)
                Book(i, price, filled, wanted - filled);
            openedAfterOpen |= afterOpen && filled > 0 && order.Side is Side.Buy;
            if (most < traded)
                End(i, MarketEnding.Refused, order.Side is Side.Sell ? "The account holds no more to sell." : "The account's cash buys no more.");
            else if (wanted == 0)
                End(i, order.Fills == 0 ? MarketEnding.Refused : MarketEnding.Cancelled, "It buys nothing at this price.");
        }

        private void Book(int i, decimal price, decimal filled, decimal left)
        {
            var order = orders[i];
            var fee = Fills<decimal, BookedArithmetic>.Commission(price, filled, market.commission);
            var tax = order.Side is Side.Sell ? Fills<decimal, BookedArithmetic>.SaleCharges(price, filled, market.Segment, bar.Session) : 0;
            var value = new Price(price) * new Quantity(filled);
            holding = order.Side is Side.Buy
                ? new MarketHolding(holding.Cash - value.Value - fee, holding.Units + filled)
                : new MarketHolding(holding.Cash + value.Value - fee - tax, holding.Units - filled);
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
                    End(other, MarketEnding.Cancelled, $"Order {order.Id} of its group traded.");
            }
        }

        private void End(int i, MarketEnding ending, string reason)
        {
            if (orders[i].IsDone)
                return;
            orders[i] = orders[i] with { IsDone = true };
            changes.Add(new MarketChange.Ended(orders[i].Id, ending, reason));
        }

        private decimal PriceOf(RestingOrder order, decimal seen, decimal rate, bool slips)
        {
            var price = Fills<decimal, BookedArithmetic>.Price(order.Side, seen, rate);
            return slips ? Fills<decimal, BookedArithmetic>.OnGrid(order.Side, price, market.Segment, bar.Session, bar.Limits) : price;
        }

        private decimal LotOf(RestingOrder order) =>
            Math.Max(SegmentRules.LotOf(market.Segment), order.Size is OrderSize.Cash { WholeUnits: true } ? 1 : 0);

        // What is sized in cash is counted anew at each price, so that no part of it spends what an earlier part has spent.
        private decimal Wanted(RestingOrder order, decimal price) => order.CashLeft is { } cash
            ? Fills<decimal, BookedArithmetic>.Affordable(Math.Min(cash, holding.Cash), price, market.commission, LotOf(order))
            : order.Left ?? throw new UnreachableException("An order in units knows how many are left.");

        private decimal Capped(decimal wanted, decimal lot) => market.Costs.MaxVolumeShare is { } share && bar.HasVolume
            ? Math.Min(wanted, Fills<decimal, BookedArithmetic>.InLots(share * bar.Volume, lot))
            : wanted;
    }

    private Segment Segment => segment;

    private TradingCosts Costs => costs;
}
