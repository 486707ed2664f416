using System.Numerics;
using System.Runtime.InteropServices;
using Trading.Domain.Markets;
using Trading.Domain.Matching;
using Trading.Domain.Orders;

namespace Trading.Quant.Backtests;

/// <summary>One run: its course. What orders do in a bar, and what a fill is, stand in the other parts.</summary>
/// <typeparam name="T">The number of money and units. Prices that decide whether an order trades are double in any case, so that runs in
/// different numbers trade alike.</typeparam>
/// <typeparam name="TArithmetic">How amounts are kept.</typeparam>
internal sealed partial class Simulator<T, TArithmetic> : SimulationState
    where T : struct, IFloatingPoint<T>
    where TArithmetic : IArithmetic<T>
{
    private const double TicksPerYear = 365.0 * TimeSpan.TicksPerDay;

    private readonly SimulationSettings settings;
    private readonly IAccountBook<T> book;
    private readonly TradeRecorder trades;
    private readonly T[] units;
    private readonly List<int> held = [];
    private readonly int[] nextAction;
    private readonly List<long> times;
    private readonly List<double> equity;
    private readonly List<SimulatedOrder> orderLog = [];
    private readonly List<SimulatedFill> fills = [];
    private readonly bool hasInterest;
    private readonly bool hasActions;
    private readonly long travel;
    private T equityNow;
    private bool atClose;
    private int step;
    private bool isRuined;
    private bool isCalled;
    private int marginCalls;

    public Simulator(IReadOnlyList<SimulatedInstrument> instruments, SimulationSettings settings, IAccountBook<T> book)
        : base(instruments)
    {
        this.settings = settings;
        this.book = book;
        var costs = settings.Costs;
        var (rate, perUnit, minimum, maximum) = costs.Commission;
        commission = new Commission<T>(
            TArithmetic.FromData(rate), TArithmetic.FromData(perUnit), TArithmetic.FromData(minimum), maximum is { } most ? TArithmetic.FromData(most) : null);
        slippage = TArithmetic.FromData(costs.SlippageRate + (costs.SpreadRate / 2));
        impact = TArithmetic.FromData(costs.ImpactRate);
        lots = [.. instruments.Select(instrument => TArithmetic.FromData(instrument.Lot))];
        hasInterest = costs.CashRate != 0 || costs.MarginRate != 0 || costs.BorrowRate != 0;
        hasActions = instruments.Any(instrument => instrument.Actions.Count > 0);
        trades = new TradeRecorder(instruments.Count);
        units = new T[instruments.Count];
        orders = new int[instruments.Count];
        volumesRead = new int[instruments.Count];
        openedAfterOpen = new int[instruments.Count];
        nextAction = new int[instruments.Count];
        splitToday = [.. Enumerable.Repeat(1.0, instruments.Count)];
        var longest = Bars.Max(series => series.Count);
        times = new List<long>(longest);
        equity = new List<double>(longest);
        equityNow = book.Cash;
        gate = settings.Limits is { } limits ? new OrderGate(limits, settings.Interval!.Value, instruments[0].Instrument.Market) : null;
        // Every bar of a later day opens after the longest latency.
        travel = settings is { Costs.LatencyMilliseconds: not 0 and var latency, Interval: { IsDaily: false } interval }
            ? interval.Duration.Ticks + (latency * TimeSpan.TicksPerMillisecond)
            : 0;
    }

    public override double Equity => double.CreateChecked(equityNow);

    public override double Cash => double.CreateChecked(book.Cash);

    public override int PositionCount => held.Count;

    public override double Units(int instrument) => double.CreateChecked(units[instrument]);

    public override PositionView Position(int instrument) => Timeline.Position(instrument) is >= 0 and var bar
        ? trades.View(instrument, bar, Bars[instrument].Close[bar])
        : default;

    public SimulationResult Run(IStrategy strategy, CancellationToken cancellationToken)
    {
        strategy.Start(new StrategySetup(Instruments, settings, Indicators));
        while (Timeline.Next())
        {
            cancellationToken.ThrowIfCancellationRequested();
            Step(strategy);
        }

        return new SimulationResult
        {
            Times = times,
            Equity = equity,
            Trades = trades.All(Timeline.Position),
            Fills = fills,
            Orders = orderLog,
            InitialCash = (double)settings.InitialCash,
            FinalCash = Cash,
            Commissions = double.CreateChecked(book.Commissions),
            Taxes = double.CreateChecked(book.Taxes),
            Interest = double.CreateChecked(book.Interest),
            Dividends = double.CreateChecked(book.Dividends),
            OrdersUnfilled = unfilled,
            Denied = gate?.Denied,
            MarginCalls = marginCalls,
            IsRuined = isRuined,
            Entries = book.Entries,
        };
    }

    private void Step(IStrategy strategy)
    {
        step++;
        atClose = false;
        gate?.Begin(Timeline.Time, Equity);
        if (Timeline.Ended.Count > 0)
            Timeline.Ended.ForEach(PayOut);
        if (hasInterest && step > 1)
            Accrue();
        if (hasActions)
            ApplyActions();
        if (working.Count > 0)
            TradeBars();

        atClose = true;
        foreach (var instrument in CollectionsMarshal.AsSpan(held))
        {
            // A halted bar may have no prices but its close.
            if (Timeline.HasBar(instrument) && Timeline.Position(instrument) is var bar && Bars[instrument].High[bar] is var high and not 0)
                trades.Bar(instrument, high, Bars[instrument].Low[bar]);
        }

        equityNow = Value();
        if (held.Count > 0 && equityNow <= T.Zero && !isRuined)
            Ruin();
        if (settings.Costs.MaintenanceMargin is { } margin && !isRuined)
            CheckMargin(margin);
        strategy.OnBar(new StrategyContext(this));
        if (settings.Timing is FillTiming.Close && working.Count > 0)
            TradeAtClose();
        if (settings.EndsFlat && Timeline.IsLast)
            CloseOut();
        times.Add(Timeline.Time);
        equity.Add(Equity);
    }

    /// <summary>Cash and positions: at the opens of this step's bars before its close, at the newest closes otherwise.</summary>
    private T Value()
    {
        var sum = book.Cash;
        foreach (var instrument in CollectionsMarshal.AsSpan(held))
            sum += TArithmetic.Money(units[instrument] * Mark(instrument));
        return sum;
    }

    /// <summary>Value of all positions, short ones too, as they are marked now.</summary>
    private T Gross()
    {
        var sum = T.Zero;
        foreach (var instrument in held)
            sum += T.Abs(TArithmetic.Money(units[instrument] * Mark(instrument)));
        return sum;
    }

    private T Mark(int instrument)
    {
        var (series, bar) = (Bars[instrument], Timeline.Position(instrument));
        var price = atClose || !Timeline.HasBar(instrument) || series.Open[bar] == 0 ? series.Close[bar] : series.Open[bar];
        return TArithmetic.FromMarket(price);
    }

    private void Accrue()
    {
        var years = TArithmetic.FromMarket((Timeline.Time - Timeline.PreviousTime) / TicksPerYear);
        var costs = settings.Costs;
        var rate = TArithmetic.FromData(T.IsNegative(book.Cash) ? costs.MarginRate : costs.CashRate);
        var amount = book.Cash * rate * years;
        foreach (var instrument in held)
        {
            if (!T.IsNegative(units[instrument]))
                continue;
            // The value borrowed since the step before was that at its close.
            var bar = Timeline.Position(instrument) - (Timeline.HasBar(instrument) ? 1 : 0);
            amount += units[instrument] * TArithmetic.FromMarket(Bars[instrument].Close[bar]) * TArithmetic.FromData(costs.BorrowRate) * years;
        }

        book.PayInterest(TArithmetic.Money(amount), Timeline.Time);
    }

    private void ApplyActions()
    {
        for (var instrument = 0; instrument < Instruments.Count; instrument++)
        {
            splitToday[instrument] = 1;
            var actions = Instruments[instrument].Actions;
            while (nextAction[instrument] < actions.Count && Timeline.HasBar(instrument) &&
                actions[nextAction[instrument]].ExDate.UtcTicks <= Timeline.Time)
            {
                var action = actions[nextAction[instrument]++];
                if (Timeline.Position(instrument) == 0 || action.ExDate.UtcTicks <= Bars[instrument].Times[Timeline.Position(instrument) - 1])
                    continue;   // it was due before the first bar traded, or at the first of all: no one held anything, and no price came before
                if (!T.IsZero(units[instrument]) && action.Dividend != 0)
                    book.PayDividend(instrument, TArithmetic.Money(units[instrument] * TArithmetic.FromData(action.Dividend)), Timeline.Time);
                if (action.Ratio != 1)
                    Split(instrument, action.Ratio);
            }
        }
    }

    private void Split(int instrument, decimal ratio)
    {
        var factor = (double)ratio;
        splitToday[instrument] *= factor;
        if (!T.IsZero(units[instrument]))
        {
            book.Split(instrument, ratio, Timeline.Time);
            units[instrument] = TArithmetic.Money(units[instrument] * TArithmetic.FromData(ratio));
            trades.Split(instrument, factor);
        }

        foreach (var order in working)
        {
            if (order.Instrument != instrument)
                continue;
            order.Limit /= factor;
            order.Stop /= factor;
            order.Extreme /= factor;
            order.Remaining = Fills<T, TArithmetic>.InLots(order.Remaining * TArithmetic.FromData(ratio), lots[instrument]);
            order.Trail = order.Trail.Split(factor);
            order.Bracket = order.Bracket.Split(factor);
        }
    }

    private void PayOut(int instrument)
    {
        if (Instruments[instrument].StaysListed)
            return;
        CancelAll(instrument);
        if (T.IsZero(units[instrument]))
            return;
        var bar = Timeline.Position(instrument);
        var side = T.IsPositive(units[instrument]) ? Side.Sell : Side.Buy;
        Book(instrument, 0, side, T.Abs(units[instrument]), TArithmetic.FromMarket(Bars[instrument].Close[bar]), isFree: true, "delisted", Bars[instrument].Times[bar]);
    }

    private void CloseOut()
    {
        foreach (var order in working)
            End(order);
        working.Clear();
        foreach (var instrument in held.ToArray())
        {
            var order = new WorkingOrder<T>
            {
                Id = 0, Instrument = instrument, Side = T.IsPositive(units[instrument]) ? Side.Sell : Side.Buy, Kind = OrderKind.Market,
                Size = TradeSize.Position, AwakeFrom = step,
            };
            var price = PriceOf(order, Bars[instrument].Close[Timeline.Position(instrument)], slippage, slips: true);
            Book(instrument, 0, order.Side, T.Abs(units[instrument]), price, isFree: false, "end", Timeline.Time);
        }

        equityNow = Value();
    }

    private void Ruin()
    {
        CloseAll("ruin");
        isRuined = true;
    }

    /// <summary>At a close: too little equity closes everything, and until the next close the strategy can order nothing.</summary>
    private void CheckMargin(MaintenanceMargin margin)
    {
        isCalled = false;
        if (held.Count == 0)
            return;
        var least = T.Zero;
        foreach (var instrument in held)
        {
            var fraction = TArithmetic.FromData(T.IsPositive(units[instrument]) ? margin.LongRate : margin.ShortRate);
            least += T.Abs(TArithmetic.Money(units[instrument] * Mark(instrument))) * fraction;
        }

        if (equityNow >= least * (T.One - TArithmetic.FromMarket(Noise)))
            return;
        CloseAll("margin");
        isCalled = true;
        marginCalls++;
    }

    private void CloseAll(string tag)
    {
        foreach (var order in working)
            End(order);
        foreach (var instrument in held)
            Place(new OrderRequest(instrument, T.IsPositive(units[instrument]) ? Side.Sell : Side.Buy, TradeSize.Position) { Tag = tag });
    }
}
