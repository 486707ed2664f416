using Trading.Domain.Orders;
using Trading.Quant.Performance;

namespace Trading.Quant.Backtests;

/// <summary>Makes trades of fills, at mean prices: what reduces a position is a trade of its own with its part of the entry's fees.</summary>
internal sealed class TradeRecorder(int instruments)
{
    private readonly OpenTrade[] open = new OpenTrade[instruments];
    private readonly List<BacktestTrade> closed = [];

    public void Open(int instrument, Side side, double units, double price, double fee, long time, int bar, string? tag)
    {
        ref var trade = ref open[instrument];
        if (trade.Units == 0)
            trade = new OpenTrade { IsShort = side is Side.Sell, Time = time, Bar = bar, High = price, Low = price, Tag = tag };
        trade.Price = ((trade.Price * trade.Units) + (price * units)) / (trade.Units + units);
        trade.Units += units;
        trade.Fee += fee;
    }

    public void Close(int instrument, double units, bool all, double price, double fee, long time, int bar, string? tag)
    {
        ref var trade = ref open[instrument];
        var part = all ? 1 : Math.Min(1, units / trade.Units);
        Extend(ref trade, price, price);
        closed.Add(trade.ToTrade(instrument, trade.Units * part, trade.Fee * part, bar) with
        {
            ExitTime = time,
            ExitPrice = price,
            ExitFee = fee,
            ExitTag = tag,
        });
        trade.Fee -= trade.Fee * part;
        trade.Units -= trade.Units * part;
    }

    /// <summary>Mean price of the units held; zero when flat.</summary>
    public double EntryPrice(int instrument) => open[instrument].Units == 0 ? 0 : open[instrument].Price;

    /// <summary>A bar's range while a position is held at its close.</summary>
    public void Bar(int instrument, double high, double low) => Extend(ref open[instrument], high, low);

    public void Split(int instrument, double ratio)
    {
        ref var trade = ref open[instrument];
        trade.Units *= ratio;
        trade.Price /= ratio;
        trade.High /= ratio;
        trade.Low /= ratio;
    }

    public PositionView View(int instrument, int bar, double close)
    {
        ref readonly var trade = ref open[instrument];
        if (trade.Units == 0)
            return default;
        var gain = (close / trade.Price) - 1;
        return new PositionView(
            trade.IsShort ? -trade.Units : trade.Units, trade.Price, bar - trade.Bar + 1, trade.IsShort ? -gain : gain, trade.High, trade.Low);
    }

    /// <summary>The closed trades, then those still open.</summary>
    /// <param name="bar">Position of an instrument's newest bar.</param>
    public IReadOnlyList<BacktestTrade> All(Func<int, int> bar) =>
    [
        .. closed,
        .. Enumerable.Range(0, open.Length).Where(instrument => open[instrument].Units != 0)
            .Select(instrument => open[instrument].ToTrade(instrument, open[instrument].Units, open[instrument].Fee, bar(instrument))),
    ];

    private static void Extend(ref OpenTrade trade, double high, double low)
    {
        if (high > trade.High)
            trade.High = high;
        if (low < trade.Low)
            trade.Low = low;
    }

    private struct OpenTrade
    {
        public bool IsShort;
        public double Units;
        public double Price;
        public double Fee;
        public long Time;
        public int Bar;
        public double High;
        public double Low;
        public string? Tag;

        public readonly BacktestTrade ToTrade(int instrument, double units, double fee, int bar)
        {
            var excursion = Excursion.Between(IsShort, Price, Low, High);
            return new BacktestTrade(Time, Price, units, fee)
            {
                Instrument = instrument,
                IsShort = IsShort,
                BarsHeld = bar - Bar + 1,
                WorstReturn = 0 - excursion.Adverse,
                BestReturn = excursion.Favourable,
                EntryTag = Tag,
            };
        }
    }
}
