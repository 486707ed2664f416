using Trading.Domain.Markets;
using Trading.Domain.Matching;
using Trading.Domain.Orders;

namespace Trading.Quant.Backtests;

/// <summary>One run: its orders, and what a bar does to them.</summary>
internal sealed partial class Simulator<T, TArithmetic>
{
    private readonly List<WorkingOrder<T>> working = [];
    private readonly int[] orders;
    private readonly int[] volumesRead;
    private readonly int[] openedAfterOpen;
    private readonly double[] splitToday;
    private int ordersWorking;
    private int lastOrder;
    private int unfilled;
    private T equityAtOpen;

    public override int OrderCount => ordersWorking;

    public override int Orders(int instrument) => orders[instrument];

    public override int Submit(in OrderRequest request)
    {
        SimulationChecks.Require(request, Instruments.Count);
        if (gate is null || isRuined || isCalled || MayGive(request, gate))
            return Place(request);
        orderLog.Add(new SimulatedOrder(Timeline.Time, ++lastOrder, request));
        return lastOrder;
    }

    private int Place(in OrderRequest request)
    {
        var instrument = request.Instrument;
        orderLog.Add(new SimulatedOrder(Timeline.Time, ++lastOrder, request));
        if (isRuined || isCalled || (Timeline.HasEnded(instrument) && !Instruments[instrument].StaysListed))
        {
            unfilled++;
            return lastOrder;
        }

        var order = new WorkingOrder<T>
        {
            Id = lastOrder,
            Instrument = instrument,
            Side = request.Side,
            Kind = request.Kind,
            Size = request.Size,
            Remaining = request.Size.Kind is TradeSizeKind.Units ? TArithmetic.FromMarket(request.Size.Value) : T.Zero,
            Limit = OnGrid(instrument, request.Limit, down: request.Side is Side.Buy),
            Stop = OnGrid(instrument, request.Stop, down: request.Side is Side.Sell),
            Trail = request.Trail,
            Extreme = Last(instrument).Close,
            Bracket = request.Bracket,
            Group = request.Group,
            BarsLeft = request.GoodForBars,
            Tag = request.Tag,
            AwakeFrom = step + 1,
            ArrivesAt = travel == 0 ? 0 : Timeline.Time + travel,
        };
        if (order.Kind is OrderKind.TrailingStop)
            SetTrail(order);
        Add(order);
        return lastOrder;
    }

    public override bool Cancel(int order)
    {
        foreach (var one in working)
        {
            if (one.Id == order && !one.IsDone && !one.IsProtective)
            {
                End(one);
                return true;
            }
        }

        return false;
    }

    public override void CancelAll(int instrument)
    {
        foreach (var order in working)
        {
            if (order.Instrument == instrument)
                End(order);
        }
    }

    private void Add(WorkingOrder<T> order)
    {
        working.Add(order);
        if (order.IsProtective)
            return;
        orders[order.Instrument]++;
        ordersWorking++;
    }

    private void End(WorkingOrder<T> order)
    {
        if (order.IsDone)
            return;
        order.IsDone = true;
        if (order.IsProtective)
            return;
        orders[order.Instrument]--;
        ordersWorking--;
    }

    private void TradeBars()
    {
        var isValued = false;
        var rest = false;
        foreach (var order in working)
        {
            rest |= order.Kind is not OrderKind.Market || !order.Bracket.IsNone;
            if (order.IsDone || !CanTrade(order))
                continue;
            if (order.Size.Kind is not (TradeSizeKind.EquityFraction or TradeSizeKind.TargetFraction))
                continue;
            if (!isValued)
                equityAtOpen = Value();
            isValued = true;
            if (order.Size.Kind is TradeSizeKind.TargetFraction)
                Aim(order);
        }

        TradeAtOpen(reducing: true);
        TradeAtOpen(reducing: false);
        if (rest)
        {
            TradeAfterOpen(rank: 0);
            TradeAfterOpen(rank: 1);
            TradeAfterOpen(rank: 0);   // the stops of what has just been opened
            TradeAfterOpen(rank: 2);
            FollowPrices();
        }

        Expire();
        working.RemoveAll(static order => order.IsDone);
    }

    private void TradeAtOpen(bool reducing)
    {
        for (var i = 0; i < working.Count; i++)
        {
            var order = working[i];
            if (order.IsDone || Reduces(order) != reducing || !CanTrade(order) || IsLocked(order))
                continue;
            var open = Bars[order.Instrument].Open[Timeline.Position(order.Instrument)];
            var touch = BarMatching.AtOpen(order.Terms, open);
            if (touch is BarTouch.Filled)
                Fill(order, open, afterOpen: false);
            else if (touch is BarTouch.Triggered)
                order.Kind = OrderKind.Limit;
        }
    }

    private void TradeAfterOpen(int rank)
    {
        for (var i = 0; i < working.Count; i++)
        {
            var order = working[i];
            if (order.IsDone || BarMatching.Rank(order.Kind, Reduces(order)) != rank || !CanTrade(order) || IsLocked(order) ||
                (rank == 2 && openedAfterOpen[order.Instrument] == step))
                continue;
            var (series, bar) = (Bars[order.Instrument], Timeline.Position(order.Instrument));
            var touch = BarMatching.AfterOpen(order.Terms, new BarPrices<double>(series.Open[bar], series.High[bar], series.Low[bar]), out var price);
            if (touch is BarTouch.Filled)
                Fill(order, price, afterOpen: true);
            else if (touch is BarTouch.Triggered)
                (order.Kind, order.LastTurn) = (OrderKind.Limit, step);
        }
    }

    private void TradeAtClose()
    {
        equityAtOpen = equityNow;
        for (var pass = 0; pass < 2; pass++)
        {
            for (var i = 0; i < working.Count; i++)
            {
                var order = working[i];
                if (order.IsDone || order.Kind is not OrderKind.Market || order.AwakeFrom != step + 1 || !Timeline.HasBar(order.Instrument) ||
                    IsHalted(order.Instrument) || IsLocked(order))
                    continue;
                if (pass == 0 && order.Size.Kind is TradeSizeKind.TargetFraction)
                    Aim(order);
                if (!order.IsDone && Reduces(order) == (pass == 0))
                    Fill(order, Bars[order.Instrument].Close[Timeline.Position(order.Instrument)], afterOpen: true);
            }
        }

        working.RemoveAll(static order => order.IsDone);
        equityNow = Value();
    }

    /// <summary>Makes units of a target.</summary>
    private void Aim(WorkingOrder<T> order)
    {
        var instrument = order.Instrument;
        var target = TArithmetic.FromMarket(order.Size.Value) * equityAtOpen / Mark(instrument);
        var difference = target - units[instrument];
        order.Side = T.IsNegative(difference) ? Side.Sell : Side.Buy;
        // What is held is given up to the last fraction, whatever the lots.
        order.Remaining = order.Size.Value == 0 ? T.Abs(difference) : Fills<T, TArithmetic>.InLots(T.Abs(difference), LotOf(order));
        order.Size = order.Size with { Kind = TradeSizeKind.Units };
        if (T.IsZero(order.Remaining))
            End(order);
    }

    private bool Reduces(WorkingOrder<T> order) => order.Side is Side.Buy
        ? units[order.Instrument] < T.Zero
        : units[order.Instrument] > T.Zero;

    /// <summary>Whether an order was in the market when this step's bar opened.</summary>
    private bool IsThere(WorkingOrder<T> order) => order.AwakeFrom <= step && order.ArrivesAt <= Timeline.Time;

    /// <summary>Whether this step's bar may trade an order. One that closes a position at a price waits for the position.</summary>
    private bool CanTrade(WorkingOrder<T> order) =>
        IsThere(order) && order.LastTurn != step && Timeline.HasBar(order.Instrument) && !IsHalted(order.Instrument) &&
        (order.Size.Kind is not TradeSizeKind.Position || order.Kind is OrderKind.Market || Reduces(order));

    private bool IsHalted(int instrument)
    {
        var (series, bar) = (Bars[instrument], Timeline.Position(instrument));
        return BarMatching.IsHalted(new BarPrices<double>(series.Open[bar], series.High[bar], series.Low[bar]), series.Volume[bar], HasVolume(instrument, bar));
    }

    /// <summary>True once a bar had a volume: before, zero may mean that the source knows none.</summary>
    private bool HasVolume(int instrument, int bar)
    {
        var volume = Bars[instrument].Volume;
        ref var read = ref volumesRead[instrument];
        while (read <= bar && volume[read] == 0)
            read++;
        return read <= bar;
    }

    private bool IsLocked(WorkingOrder<T> order)
    {
        if (LimitsOf(order.Instrument) is not { } limits)
            return false;
        var (series, bar) = (Bars[order.Instrument], Timeline.Position(order.Instrument));
        return BarMatching.IsLocked(
            order.Side, new BarPrices<double>(series.Open[bar], series.High[bar], series.Low[bar]), (double)limits.Lower, (double)limits.Upper);
    }

    private PriceLimits? LimitsOf(int instrument) =>
        Instruments[instrument].Segment is { } segment && PriceLimits.FractionOf(segment, Today) is not null && Timeline.Position(instrument) is > 0 and var bar
            ? PriceLimits.Of(segment, Today, (decimal)(Bars[instrument].Close[bar - 1] / splitToday[instrument]))
            : null;

    /// <summary>After the bar: trailing stops follow it.</summary>
    private void FollowPrices()
    {
        foreach (var order in working)
        {
            if (!order.IsDone && order.Kind is OrderKind.TrailingStop && CanTrade(order) && openedAfterOpen[order.Instrument] != step)
            {
                var (series, bar) = (Bars[order.Instrument], Timeline.Position(order.Instrument));
                order.Extreme = order.Side is Side.Sell ? Math.Max(order.Extreme, series.High[bar]) : Math.Min(order.Extreme, series.Low[bar]);
                SetTrail(order);
            }
        }
    }

    private void SetTrail(WorkingOrder<T> order) => order.Stop = OnGrid(
        order.Instrument, BarMatching.Trail(order.Side, order.Extreme, order.Trail.From(order.Extreme)), down: order.Side is Side.Sell);

    private void Expire()
    {
        foreach (var order in working)
        {
            if (order.BarsLeft > 0 && IsThere(order) && Timeline.HasBar(order.Instrument) && --order.BarsLeft == 0)
                End(order);
        }
    }
}
