using System.Diagnostics.CodeAnalysis;
using Trading.Domain.MarketData;
using Trading.Domain.Orders;
using Trading.Domain.Strategies;
using Trading.Quant.Indicators;
using Trading.Quant.Rules;

namespace Trading.Quant.Backtests;

/// <summary>
/// A strategy of rules as text. Flat it looks only at the entries, in a position only at the exits of its direction. One order an instrument at a
/// time: while one works, its signals pass. Rules are evaluated in blocks of bars; what in them depends on the position, bar by bar.
/// </summary>
public sealed class RuleStrategy : IStrategy
{
    private const int Entry = 0;
    private const int Exit = 1;
    private const int ShortEntry = 2;
    private const int ShortExit = 3;
    private const int BlockOfMany = 64;   // so that the columns of thousands of instruments stay small

    private readonly StrategyRules rules;
    private readonly RuleText text;
    private readonly Dictionary<(string Symbol, Interval Interval), BarSeries> otherBars = [];
    private RuleSignals[] signals = [];
    private IndicatorHandle[] ranges = [];
    private double[] keys = [];
    private (int Instrument, Side Side)[] candidates = [];
    private double periodsPerYear;

    private RuleStrategy(StrategyRules rules, RuleText text)
    {
        this.rules = rules;
        this.text = text;
    }

    /// <summary>Bars at whose close the entry rule held, of all instruments, in whatever position.</summary>
    public int EntrySignals => Count(Entry);

    /// <summary>Bars at whose close the exit rule held, of all instruments, in whatever position.</summary>
    public int ExitSignals => Count(Exit);

    /// <summary>What the rules need besides the bars that are traded.</summary>
    public RuleData Data => text.Program.Data;

    private bool NeedsRange => rules.Exits is { Stop.IsAtr: true } or { TrailingStop.IsAtr: true } or { Target.IsAtr: true };

    /// <summary>Reads a strategy.</summary>
    /// <param name="rules">The rules; their numbers are within <see cref="StrategyLimits"/>.</param>
    /// <param name="strategy">The strategy, before its run.</param>
    /// <param name="errors">
    /// By field (<c>entry</c>, <c>exit</c>, <c>shortEntry</c>, <c>shortExit</c>, <c>ranking.expression</c>) everything that is wrong with its text.
    /// </param>
    /// <param name="interval">Interval of the bars it will run on; without it no rule may look at other bars.</param>
    /// <param name="catalog">Indicators that may be used; by default all that come with the product.</param>
    public static bool TryCreate(
        StrategyRules rules,
        [NotNullWhen(true)] out RuleStrategy? strategy,
        out IReadOnlyDictionary<string, IReadOnlyList<RuleError>> errors,
        Interval? interval = null,
        IndicatorCatalog? catalog = null)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var found = new Dictionary<string, IReadOnlyList<RuleError>>();
        errors = found;
        strategy = RuleText.Read(rules, interval, catalog ?? IndicatorCatalog.Default, found) is { } text ? new RuleStrategy(rules, text) : null;
        return strategy is not null;
    }

    /// <summary>A strategy whose rules are known to be valid.</summary>
    /// <exception cref="FormatException">A rule is not valid.</exception>
    public static RuleStrategy Create(StrategyRules rules, Interval? interval = null, IndicatorCatalog? catalog = null) =>
        TryCreate(rules, out var strategy, out var errors, interval, catalog)
            ? strategy
            : throw new FormatException(string.Join(" ", errors.Select(error => $"{error.Key}: {string.Join(" ", error.Value)}")));

    /// <summary>Gives bars that rules look at besides those that are traded; none is seen before it has closed.</summary>
    /// <param name="symbol">Whose, upper case.</param>
    /// <param name="interval">Of which interval.</param>
    /// <param name="bars">The bars; they may reach beyond the run.</param>
    public void Give(string symbol, Interval interval, BarSeries bars)
    {
        ArgumentNullException.ThrowIfNull(bars);
        otherBars[(symbol, interval)] = bars;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">A rule needs bars that are neither traded nor given.</exception>
    public void Start(StrategySetup setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        var instruments = Enumerable.Range(0, setup.InstrumentCount);
        periodsPerYear = setup.PeriodsPerYear;
        if (text.Program.Interval is { } interval)
        {
            foreach (var instrument in instruments)
                otherBars.TryAdd((setup.Instrument(instrument).Symbol, interval), setup.BarsAhead(instrument));
        }

        signals = [.. instruments.Select(instrument => Signals(setup, instrument))];
        if (NeedsRange)
            ranges = [.. instruments.Select(instrument => setup.Indicator(instrument, "atr", rules.Exits.AtrLength))];
        keys = new double[setup.InstrumentCount];
        candidates = new (int, Side)[setup.InstrumentCount];
        // Named, so that an analysis of the run can show them; they cost nothing until they are read.
        foreach (var instrument in instruments)
        {
            foreach (var call in text.Indicators)
                setup.Add(instrument, call.Indicator, call.Parameters, [.. call.Inputs.Select(input => ((FieldNode)input).Field)]);
        }
    }

    /// <inheritdoc/>
    public void OnBar(in StrategyContext context)
    {
        var found = 0;
        for (var instrument = 0; instrument < signals.Length; instrument++)
        {
            if (!context.HasBar(instrument))
                continue;
            var bar = context.BarCount(instrument) - 1;
            signals[instrument].MoveTo(bar);
            if (context.Orders(instrument) > 0)
                continue;
            var units = context.Units(instrument);
            if (units != 0)
            {
                if (Holds(context, instrument, units > 0 ? Exit : ShortExit, bar))
                    context.Close(instrument, "exit");
                else if (rules.Exits.MaxBars is { } most && context.Position(instrument).BarsHeld >= most)
                    context.Close(instrument, "time");
                continue;
            }

            var isLong = Holds(context, instrument, Entry, bar);
            if (!isLong && !Holds(context, instrument, ShortEntry, bar))
                continue;
            keys[found] = rules.Ranking is not { } ranking ? 0 : ranking.HighestFirst ? -signals[instrument].Rank(bar) : signals[instrument].Rank(bar);
            candidates[found++] = (instrument, isLong ? Side.Buy : Side.Sell);
        }

        if (found > 0)
            Enter(context, found);
    }

    private RuleSignals Signals(StrategySetup setup, int instrument)
    {
        var started = text.Start(setup.BarsAhead(instrument), setup.InstrumentCount == 1 ? RuleProgram.DefaultBlock : BlockOfMany);
        foreach (var need in Data.Series)
        {
            var symbol = need.Symbol ?? setup.Instrument(instrument).Symbol;
            if (otherBars.TryGetValue((symbol, need.Interval), out var bars))
                started.Run.Give(need, bars);
            else if (!need.IsOptional)
                throw new InvalidOperationException($"The rules need bars of {symbol} {need.Interval}, which are neither traded nor given.");
        }

        return started;
    }

    private bool Holds(in StrategyContext context, int instrument, int rule, int bar) => signals[instrument].UsesPosition(rule)
        ? signals[instrument].Holds(rule, bar, Seen(context, instrument))
        : signals[instrument].Holds(rule, bar);

    /// <summary>The position at the prices that rules see.</summary>
    private static Rules.PositionView Seen(in StrategyContext context, int instrument)
    {
        var position = context.Position(instrument);
        if (position.Units == 0)
            return Rules.PositionView.None;
        var scale = context.Column(instrument, BarField.Close)[^1] / context.Last(instrument).Close;
        return new Rules.PositionView(
            Math.Sign(position.Units), position.AveragePrice * scale, position.BarsHeld - 1, position.Highest * scale, position.Lowest * scale);
    }

    private void Enter(in StrategyContext context, int found)
    {
        // A place is free only when its position has ended, not when the order that closes it is given.
        var free = rules.MaxPositions - context.PositionCount - Opening(context);
        if (found > free && rules.Ranking is not null)
        {
            for (var i = 0; i < found; i++)
                keys[i] = double.IsNaN(keys[i]) ? double.PositiveInfinity : keys[i];
            Array.Sort(keys, candidates, 0, found, Comparer<double>.Default);
        }

        for (var i = 0; i < found && free > 0; i++)
        {
            var (instrument, side) = candidates[i];
            var closes = context.Column(instrument, BarField.Close);
            if (PositionSizer.Of(rules.Sizing, rules.MaxPositions, closes, periodsPerYear) is not { } size || BracketOf(context, instrument) is not { } bracket)
                continue;
            context.Open(instrument, side, size, bracket, side is Side.Buy ? "long" : "short");
            free--;
        }
    }

    /// <summary>Orders that may still open a position.</summary>
    private int Opening(in StrategyContext context)
    {
        var opening = context.OrderCount;
        for (var instrument = 0; opening > 0 && instrument < signals.Length; instrument++)
        {
            if (context.Units(instrument) != 0)
                opening -= context.Orders(instrument);
        }

        return opening;
    }

    /// <returns>Null while the average true range is not yet known.</returns>
    private Bracket? BracketOf(in StrategyContext context, int instrument)
    {
        var exits = rules.Exits;
        var range = 0.0;
        if (ranges.Length > 0)
        {
            // Indicators may see adjusted prices; the distance is meant in those at which it trades.
            range = context.Value(ranges[instrument]) * context.Last(instrument).Close / context.Column(instrument, BarField.Close)[^1];
            if (!(range > 0))
                return null;
        }

        return new Bracket(Of(exits.Stop), Of(exits.Target), Of(exits.TrailingStop));

        Distance Of(Level? level) => level is not { } distance ? Distance.None
            : distance.IsAtr ? Distance.Currency((double)distance.Value * range)
            : Distance.Fraction((double)distance.Value);
    }

    private int Count(int rule) => signals.Sum(one => one.Count(rule));
}
