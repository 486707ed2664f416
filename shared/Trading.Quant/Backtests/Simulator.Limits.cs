using Trading.Domain.Matching;
using Trading.Domain.Orders;
using Trading.Domain.Risk;
using Trading.Domain.Values;

namespace Trading.Quant.Backtests;

/// <summary>One run: whether its limits let an order pass. An order is valued at the close that it was decided on, as live trading does.</summary>
internal sealed partial class Simulator<T, TArithmetic>
{
    private readonly OrderGate? gate;

    /// <summary>Judges an order. One that closes a position which is not there yet waits for it, and can only make it smaller.</summary>
    private bool MayGive(in OrderRequest request, OrderGate judge)
    {
        var instrument = request.Instrument;
        if (request.Size.Kind is TradeSizeKind.Position && T.IsZero(units[instrument]))
            return true;
        var (held, close) = (Units(instrument), Last(instrument).Close);
        var account = new RiskAccount(
            OrderGate.ToMoney(Equity), OrderGate.ToMoney(Math.Abs(held * close)), OrderGate.ToMoney(double.CreateChecked(Gross())), null);
        return judge.Allows(
            OrderOf(request, held, close), account, Timeline.Time, Bars[instrument], Timeline.Position(instrument), Instruments[instrument].Segment);
    }

    private RiskOrder OrderOf(in OrderRequest request, double held, double close)
    {
        var (size, side) = (request.Size, request.Side);
        double? cash = size.Kind switch
        {
            TradeSizeKind.AllCash => Cash,
            TradeSizeKind.Cash => size.Value,
            TradeSizeKind.EquityFraction => size.Value * Equity,
            _ => null,
        };
        var difference = size.Kind switch
        {
            TradeSizeKind.Position => held,
            TradeSizeKind.TargetFraction => (size.Value * Equity / close) - held,
            TradeSizeKind.Units => size.Value,
            _ => cash!.Value / close,
        };
        if (size.Kind is TradeSizeKind.TargetFraction)
            side = difference < 0 ? Side.Sell : Side.Buy;
        var asked = Math.Abs(difference);
        var reduces = (side is Side.Sell ? held > 0 : held < 0) && asked <= Math.Abs(held) * (1 + Noise);
        double? limit = request.Kind is OrderKind.Limit or OrderKind.StopLimit ? OnGrid(request.Instrument, request.Limit, down: side is Side.Buy) : null;
        return new RiskOrder(
            Instruments[request.Instrument].Instrument, side,
            cash is { } amount
                ? new OrderSize.Cash(OrderGate.ToMoney(Math.Max(0, amount)), size.WholeUnits)
                : new OrderSize.Units(new Quantity(decimal.CreateSaturating(asked))),
            reduces ? OrderEffect.Reducing : OrderEffect.Opening, Price.FromMarket(close), limit is { } price ? Price.FromMarket(price) : null);
    }

    /// <summary>Tells the limits of a trade that has just been closed.</summary>
    /// <param name="instrument">Of what.</param>
    /// <param name="order">Number of the order that closed it; 0 for none.</param>
    /// <param name="quantity">Units closed.</param>
    /// <param name="entry">What each had traded for.</param>
    /// <param name="exit">What each trades for now.</param>
    /// <param name="isShort">True when they had been sold short.</param>
    /// <param name="time">When, UTC ticks.</param>
    private void TellClosed(int instrument, int order, double quantity, double entry, double exit, bool isShort, long time)
    {
        var capital = Cash;
        foreach (var one in held)
            capital += Units(one) * trades.EntryPrice(one);
        var trade = new ClosedTrade(
            Instruments[instrument].Instrument, new DateTimeOffset(time, TimeSpan.Zero), OrderGate.ToMoney(quantity * (isShort ? entry - exit : exit - entry)),
            OrderGate.ToMoney(Math.Abs(quantity * entry)), OrderGate.ToMoney(capital));
        gate!.Closed(trade, order);
    }
}
