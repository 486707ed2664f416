using Trading.Domain.Markets;
using Trading.Domain.Matching;
using Trading.Domain.Orders;

namespace Trading.Quant.Backtests;

/// <summary>One run: its fills.</summary>
internal sealed partial class Simulator<T, TArithmetic>
{
    /// <summary>Part by which two amounts may differ and count as the same: the noise of adding in double.</summary>
    private const double Noise = 1e-9;

    private readonly Commission<T> commission;
    private readonly T slippage;
    private readonly T impact;
    private readonly T[] lots;

    private DateOnly Today => DateOnly.FromDateTime(new DateTime(Timeline.Time));

    /// <summary>Trades an order, as far as volume and money allow.</summary>
    /// <param name="order">The order.</param>
    /// <param name="seen">Price before slippage.</param>
    /// <param name="afterOpen">False at the bar's open.</param>
    private void Fill(WorkingOrder<T> order, double seen, bool afterOpen)
    {
        var instrument = order.Instrument;
        // A limit order is never filled worse than its limit; the others take what is there.
        var slips = order.Kind is not (OrderKind.Limit or OrderKind.StopLimit);
        var price = PriceOf(order, seen, slips ? slippage : T.Zero, slips);
        var wanted = Wanted(order, price);
        var traded = Capped(instrument, wanted, LotOf(order));
        if (slips && !T.IsZero(impact) && traded > T.Zero)
        {
            var volume = TArithmetic.FromMarket(Bars[instrument].Volume[Timeline.Position(instrument)]);
            price = PriceOf(order, seen, slippage + Fills<T, TArithmetic>.Impact(impact, traded, volume), slips);
        }

        var closes = Reduces(order) ? T.Min(traded, T.Abs(units[instrument])) : T.Zero;
        if (closes > T.Zero)
            Book(instrument, order.Id, order.Side, closes, price, isFree: false, order.Tag, Timeline.Time);
        var opens = Spendable(order, traded - closes, price);
        if (opens > T.Zero)
        {
            Book(instrument, order.Id, order.Side, opens, price, isFree: false, order.Tag, Timeline.Time);
            if (afterOpen)
                openedAfterOpen[instrument] = step;
            PlaceBracket(order, double.CreateChecked(price));
        }

        var filled = closes + opens;
        if (filled > T.Zero && order.Group != 0)
            EndGroup(order);
        if (traded == wanted || opens < traded - closes)
        {
            if (T.IsZero(filled))
                unfilled++;
            End(order);
            return;
        }

        if (order.Size.Kind is not TradeSizeKind.Position)
            (order.Size, order.Remaining) = (order.Size with { Kind = TradeSizeKind.Units }, wanted - filled);
        // A stop that was reached stays reached.
        order.Kind = order.Kind switch
        {
            OrderKind.Stop or OrderKind.TrailingStop => OrderKind.Market,
            OrderKind.StopLimit => OrderKind.Limit,
            var kind => kind,
        };
        order.LastTurn = step;
    }

    private T PriceOf(WorkingOrder<T> order, double seen, T rate, bool slips)
    {
        var price = Fills<T, TArithmetic>.Price(order.Side, TArithmetic.FromMarket(seen), rate);
        return slips && Instruments[order.Instrument].Segment is { } segment
            ? Fills<T, TArithmetic>.OnGrid(order.Side, price, segment, Today, LimitsOf(order.Instrument))
            : price;
    }

    private double OnGrid(int instrument, double price, bool down)
    {
        if (price <= 0 || Instruments[instrument].Segment is not { } segment)
            return price;
        var ticks = TickTable.Of(segment, Today);
        var exact = decimal.Round((decimal)price, 9, MidpointRounding.ToEven);
        return (double)(down ? ticks.Down(exact) : ticks.Up(exact));
    }

    private T LotOf(WorkingOrder<T> order) => order.Size.WholeUnits ? T.Max(T.One, lots[order.Instrument]) : lots[order.Instrument];

    /// <summary>Units that the order asks for at a price.</summary>
    private T Wanted(WorkingOrder<T> order, T price)
    {
        switch (order.Size.Kind)
        {
            case TradeSizeKind.Position:
                return Reduces(order) ? T.Abs(units[order.Instrument]) : T.Zero;
            case TradeSizeKind.Units:
                var all = T.Abs(units[order.Instrument]);
                return Reduces(order) && order.Remaining == all ? all : Fills<T, TArithmetic>.InLots(order.Remaining, LotOf(order));
            default:
                var amount = order.Size.Kind switch
                {
                    TradeSizeKind.AllCash => book.Cash,
                    TradeSizeKind.Cash => TArithmetic.FromMarket(order.Size.Value),
                    _ => TArithmetic.FromMarket(order.Size.Value) * equityAtOpen,
                };
                return Fills<T, TArithmetic>.Affordable(Reduces(order) ? amount : T.Min(amount, Power()), price, commission, LotOf(order));
        }
    }

    /// <summary>Value that positions may still grow by.</summary>
    private T Power() => (TArithmetic.FromData(settings.MaxLeverage) * Value()) - Gross();

    /// <summary>The part of an opening that the account can carry.</summary>
    private T Spendable(WorkingOrder<T> order, T opens, T price)
    {
        if (opens <= T.Zero)
            return T.Zero;
        var power = Power();
        var cost = (opens * T.Abs(price)) + Fills<T, TArithmetic>.Commission(price, opens, commission);
        return cost <= power + (T.Abs(power) * TArithmetic.FromMarket(Noise))
            ? opens
            : Fills<T, TArithmetic>.Affordable(power, price, commission, LotOf(order));
    }

    private T Capped(int instrument, T wanted, T lot)
    {
        var bar = Timeline.Position(instrument);
        return settings.Costs.MaxVolumeShare is { } share && HasVolume(instrument, bar)
            ? T.Min(wanted, Fills<T, TArithmetic>.InLots(TArithmetic.FromData(share) * TArithmetic.FromMarket(Bars[instrument].Volume[bar]), lot))
            : wanted;
    }

    private void Book(int instrument, int order, Side side, T quantity, T price, bool isFree, string? tag, long time)
    {
        var fee = isFree ? T.Zero : Fills<T, TArithmetic>.Commission(price, quantity, commission);
        var tax = !isFree && side is Side.Sell && Instruments[instrument].Segment is { } segment
            ? Fills<T, TArithmetic>.SaleCharges(price, quantity, segment, Today)
            : T.Zero;
        book.Trade(instrument, side, quantity, price, fee, tax, time);

        var before = units[instrument];
        var closes = !T.IsZero(before) && T.IsNegative(before) == (side is Side.Buy);
        var after = side is Side.Buy ? before + quantity : before - quantity;
        units[instrument] = after;
        var bar = Timeline.Position(instrument);
        var (traded, paid, cost) = (double.CreateChecked(quantity), double.CreateChecked(price), double.CreateChecked(fee + tax));
        var entry = closes ? trades.EntryPrice(instrument) : 0;
        if (closes)
            trades.Close(instrument, traded, T.IsZero(after), paid, cost, time, bar, tag);
        else
            trades.Open(instrument, side, traded, paid, cost, time, bar, tag);
        fills.Add(new SimulatedFill(time, instrument, order, side, traded, paid, double.CreateChecked(fee), double.CreateChecked(tax), tag));

        if (T.IsZero(before))
            held.Add(instrument);
        else if (T.IsZero(after))
        {
            held.Remove(instrument);
            EndProtection(instrument);
        }

        if (closes && gate is { NeedsTrades: true })
            TellClosed(instrument, order, traded, entry, paid, T.IsNegative(before), time);
    }

    private void PlaceBracket(WorkingOrder<T> entry, double price)
    {
        if (entry.Bracket.IsNone || entry.HasPlacedBracket)
            return;
        entry.HasPlacedBracket = true;
        var side = entry.Side is Side.Buy ? Side.Sell : Side.Buy;
        var away = entry.Side is Side.Buy ? 1 : -1;
        var bracket = entry.Bracket;
        if (!bracket.Stop.IsNone)
            Protect(OrderKind.Stop, "stop", price - (away * bracket.Stop.From(price)), Distance.None);
        if (!bracket.Trail.IsNone)
            Protect(OrderKind.TrailingStop, "trail", price - (away * bracket.Trail.From(price)), bracket.Trail);
        if (!bracket.Target.IsNone)
            Protect(OrderKind.Limit, "target", price + (away * bracket.Target.From(price)), Distance.None);

        void Protect(OrderKind kind, string tag, double level, Distance trail) => Add(new WorkingOrder<T>
        {
            Id = entry.Id,
            Instrument = entry.Instrument,
            Side = side,
            Kind = kind,
            Size = TradeSize.Position,
            Limit = OnGrid(entry.Instrument, level, down: side is Side.Buy),
            Stop = OnGrid(entry.Instrument, level, down: side is Side.Sell),
            Trail = trail,
            Extreme = price,
            Tag = tag,
            AwakeFrom = atClose ? step + 1 : step,
            IsProtective = true,
        });
    }

    /// <summary>Nothing is left to protect.</summary>
    private void EndProtection(int instrument)
    {
        foreach (var order in working)
        {
            if (order.Instrument == instrument && order.IsProtective)
                End(order);
        }
    }

    private void EndGroup(WorkingOrder<T> filled)
    {
        foreach (var order in working)
        {
            if (order != filled && order.Group == filled.Group)
                End(order);
        }
    }
}
