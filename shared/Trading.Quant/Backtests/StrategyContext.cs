using Trading.Domain.MarketData;
using Trading.Domain.Matching;
using Trading.Domain.Orders;

namespace Trading.Quant.Backtests;

/// <summary>
/// What a strategy knows when bars have closed, and where it gives orders. It shows closed bars alone: what comes after can't be asked for.
/// Instruments are called by their position in the run, from 0.
/// </summary>
public readonly ref struct StrategyContext
{
    private readonly SimulationState state;

    internal StrategyContext(SimulationState state) => this.state = state;

    /// <summary>Time of the bars that closed just now, UTC.</summary>
    public DateTimeOffset Time => new(state.Timeline.Time, TimeSpan.Zero);

    /// <summary>Number of instruments.</summary>
    public int InstrumentCount => state.Instruments.Count;

    /// <summary>Cash and positions at the last closes.</summary>
    public double Equity => state.Equity;

    /// <summary>Cash; below zero for credit.</summary>
    public double Cash => state.Cash;

    /// <summary>Number of positions held.</summary>
    public int PositionCount => state.PositionCount;

    /// <summary>Number of the strategy's orders that have not ended; those that brackets placed are not counted.</summary>
    public int OrderCount => state.OrderCount;

    /// <summary>True when a bar of the instrument closed just now.</summary>
    public bool HasBar(int instrument) => state.Timeline.HasBar(instrument);

    /// <summary>Number of the instrument's bars that have closed.</summary>
    public int BarCount(int instrument) => state.Timeline.Position(instrument) + 1;

    /// <summary>The newest bar that has closed, at the prices at which it traded; <c>default</c> before the first.</summary>
    public Bar Last(int instrument) => state.Last(instrument);

    /// <summary>A column of all bars that have closed, oldest first, as indicators see them.</summary>
    public ReadOnlySpan<double> Column(int instrument, BarField field) => state.Column(instrument, field);

    /// <summary>Value of an indicator.</summary>
    /// <param name="indicator">What <see cref="StrategySetup.Indicator"/> gave.</param>
    /// <param name="output">Which of its lines, from 0.</param>
    /// <param name="barsAgo">0 for the newest closed bar.</param>
    /// <returns>NaN during warm-up.</returns>
    public double Value(IndicatorHandle indicator, int output = 0, int barsAgo = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(barsAgo);
        return state.Value(indicator, output, barsAgo);
    }

    /// <summary>Units held: above zero long, below zero short.</summary>
    public double Units(int instrument) => state.Units(instrument);

    /// <summary>The position.</summary>
    public PositionView Position(int instrument) => state.Position(instrument);

    /// <summary>Number of the strategy's orders in an instrument that have not ended, without those that brackets placed.</summary>
    public int Orders(int instrument) => state.Orders(instrument);

    /// <summary>Gives an order.</summary>
    /// <returns>Its number, from 1.</returns>
    /// <exception cref="ArgumentException">An instrument that is not there, a size that is not a number, or a kind without its price.</exception>
    public int Submit(in OrderRequest request) => state.Submit(request);

    /// <summary>Buys at the market.</summary>
    public int Buy(int instrument, TradeSize size, string? tag = null) =>
        state.Submit(new OrderRequest(instrument, Side.Buy, size) { Tag = tag });

    /// <summary>Sells at the market; what is not held is sold short.</summary>
    public int Sell(int instrument, TradeSize size, string? tag = null) =>
        state.Submit(new OrderRequest(instrument, Side.Sell, size) { Tag = tag });

    /// <summary>Trades at a price or better.</summary>
    public int Limit(int instrument, Side side, TradeSize size, double limit, string? tag = null) =>
        state.Submit(new OrderRequest(instrument, side, size, OrderKind.Limit) { Limit = limit, Tag = tag });

    /// <summary>Trades at the market once a price is reached.</summary>
    public int Stop(int instrument, Side side, TradeSize size, double stop, string? tag = null) =>
        state.Submit(new OrderRequest(instrument, side, size, OrderKind.Stop) { Stop = stop, Tag = tag });

    /// <summary>Trades at the limit or better once the stop is reached.</summary>
    public int StopLimit(int instrument, Side side, TradeSize size, double stop, double limit, string? tag = null) =>
        state.Submit(new OrderRequest(instrument, side, size, OrderKind.StopLimit) { Stop = stop, Limit = limit, Tag = tag });

    /// <summary>Trades at the market once the price has come back so far from its best.</summary>
    public int TrailingStop(int instrument, Side side, TradeSize size, Distance trail, string? tag = null) =>
        state.Submit(new OrderRequest(instrument, side, size, OrderKind.TrailingStop) { Trail = trail, Tag = tag });

    /// <summary>Opens a position at the market, with stop, target and trailing stop from its fill on.</summary>
    public int Open(int instrument, Side side, TradeSize size, Bracket bracket, string? tag = null) =>
        state.Submit(new OrderRequest(instrument, side, size) { Bracket = bracket, Tag = tag });

    /// <summary>Closes the position at the market.</summary>
    /// <returns>The order's number; 0 when there is no position.</returns>
    public int Close(int instrument, string? tag = null) => state.Units(instrument) switch
    {
        > 0 => Sell(instrument, TradeSize.Position, tag),
        < 0 => Buy(instrument, TradeSize.Position, tag),
        _ => 0,
    };

    /// <summary>Brings the position to a fraction of the equity, at the market: 0.1 for a tenth, below zero short, 0 to close it.</summary>
    public int Target(int instrument, double fraction, string? tag = null) => state.Submit(
        new OrderRequest(instrument, Side.Buy, new TradeSize(TradeSizeKind.TargetFraction, fraction)) { Tag = tag });

    /// <summary>Cancels an order.</summary>
    /// <returns>False when it had ended.</returns>
    public bool Cancel(int order) => state.Cancel(order);

    /// <summary>Cancels all orders in an instrument, those of brackets too.</summary>
    public void CancelAll(int instrument) => state.CancelAll(instrument);
}
