using Trading.Domain.Markets;
using Trading.Domain.Orders;
using Trading.Domain.Strategies;

namespace Trading.Domain.Matching;

/// <summary>The course of one bar.</summary>
internal sealed class BarRound(Segment segment, Commission<decimal> commission, TradingCosts costs, RestingOrder[] orders, MarketHolding holding, MarketBar bar)
    : MarketRound(segment, commission, orders, holding, bar.Session)
{
    private readonly decimal slippage = costs.SlippageRate + (costs.SpreadRate / 2);
    private readonly bool[] hadTurn = new bool[orders.Length];
    private bool openedAfterOpen;

    public MarketStep Trade()
    {
        Begin(bar.OpensAt);
        if (!BarMatching.IsHalted(bar.Prices, (double)bar.Volume, bar.HasVolume))
        {
            TradeAtOpen(reducing: true);
            TradeAtOpen(reducing: false);
            EndWhatIsImmediate();
            TradeAfterOpen(rank: 0);
            TradeAfterOpen(rank: 1);
            TradeAfterOpen(rank: 0);   // the stops of what has just been opened
            TradeAfterOpen(rank: 2);
            FollowPrices();
        }
        else
            EndWhatIsImmediate();

        EndWhatIsForTheDay();
        return Result();
    }

    private void TradeAtOpen(bool reducing)
    {
        for (var i = 0; i < Orders.Length; i++)
        {
            if (!HasTurn(i) || Reduces(Orders[i]) != reducing)
                continue;
            var touch = BarMatching.AtOpen(Orders[i].Terms(Ticks), bar.Prices.Open);
            if (touch is BarTouch.Filled)
                Fill(i, bar.Prices.Open, afterOpen: false);
            else if (touch is BarTouch.Triggered)
                Orders[i] = Orders[i] with { IsAwake = true };
        }
    }

    private void TradeAfterOpen(int rank)
    {
        for (var i = 0; i < Orders.Length; i++)
        {
            if (!HasTurn(i) || BarMatching.Rank(Orders[i].Terms(Ticks).Kind, Reduces(Orders[i])) != rank || (rank == 2 && openedAfterOpen))
                continue;
            var touch = BarMatching.AfterOpen(Orders[i].Terms(Ticks), bar.Prices, out var price);
            if (touch is BarTouch.Filled)
                Fill(i, price, afterOpen: true);
            else if (touch is BarTouch.Triggered)
                (Orders[i], hadTurn[i]) = (Orders[i] with { IsAwake = true }, true);
        }
    }

    private void FollowPrices()
    {
        for (var i = 0; i < Orders.Length; i++)
        {
            if (!Orders[i].IsDone && WasThere(Orders[i]) && !openedAfterOpen && Orders[i].Terms(Ticks).Kind is OrderKind.TrailingStop)
                Orders[i] = Orders[i] with
                {
                    Best = Orders[i].Side is Side.Sell ? Math.Max(Orders[i].Best, bar.Prices.High) : Math.Min(Orders[i].Best, bar.Prices.Low),
                };
        }
    }

    private void EndWhatIsForTheDay()
    {
        for (var i = 0; i < Orders.Length; i++)
        {
            if (!Orders[i].IsDone && bar.EndsSession && Orders[i].Instructions.TimeInForce is TimeInForce.Day)
                End(i, MarketEnding.Expired, "The session ended.");
        }
    }

    /// <summary>A bar that opened before the newest book that an order has met tells of prices from before it.</summary>
    private bool WasThere(RestingOrder order) => order.BookTime is not { } met || met <= bar.OpensAt;

    private bool HasTurn(int i) => !Orders[i].IsDone && !hadTurn[i] && WasThere(Orders[i]) &&
        !(bar.Limits is { } limits && BarMatching.IsLocked(Orders[i].Side, bar.Prices, limits.Lower, limits.Upper));

    private bool Reduces(RestingOrder order) => order.Side is Side.Sell && Holding.Units > 0;

    private void Fill(int i, decimal seen, bool afterOpen)
    {
        hadTurn[i] = true;
        var order = Orders[i];
        // A stop that was reached stays reached, also where the volume lets nothing trade.
        Orders[i] = order with { IsAwake = order.IsAwake || order.Instructions.Kind is OrderKind.Stop or OrderKind.TrailingStop or OrderKind.StopLimit };
        // A limit order is never filled worse than its limit; the others take what is there.
        var slips = order.Terms(Ticks).Kind is not (OrderKind.Limit or OrderKind.StopLimit);
        var price = PriceOf(order, seen, slips ? slippage : 0, slips);
        var wanted = Wanted(order, price);
        var traded = Capped(wanted, LotOf(order));
        if (slips && costs.ImpactRate != 0 && traded > 0)
            price = PriceOf(order, seen, slippage + Fills<decimal, BookedArithmetic>.Impact(costs.ImpactRate, traded, bar.Volume), slips);
        var most = Most(order, price);
        var filled = Math.Min(traded, most);
        if (order.Instructions.TimeInForce is TimeInForce.FillOrKill && filled < wanted)
        {
            EndUnwhole(i);
            return;
        }

        if (filled > 0)
            Book(i, price, filled, wanted - filled);
        openedAfterOpen |= afterOpen && filled > 0 && order.Side is Side.Buy;
        if (most < traded)
            EndUncovered(i);
        else if (wanted == 0)
            EndEmpty(i);
    }

    private decimal PriceOf(RestingOrder order, decimal seen, decimal rate, bool slips)
    {
        var price = Fills<decimal, BookedArithmetic>.Price(order.Side, seen, rate);
        return slips ? Fills<decimal, BookedArithmetic>.OnGrid(order.Side, price, Segment, bar.Session, bar.Limits) : price;
    }

    private decimal Capped(decimal wanted, decimal lot) => costs.MaxVolumeShare is { } share && bar.HasVolume
        ? Math.Min(wanted, Fills<decimal, BookedArithmetic>.InLots(share * bar.Volume, lot))
        : wanted;
}
