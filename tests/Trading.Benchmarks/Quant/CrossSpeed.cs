using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Domain.Strategies;
using Trading.Quant.Backtests;
using Trading.Quant.Backtests.Fast;
using Trading.Quant.SyntheticData;

namespace Trading.Benchmarks.Quant;

/// <summary>
/// The cross of two averages on a million minute bars: through the rule language in the fast path and in the general engine, beside the
/// kernel written by hand. The three run in turn, so that another program's load meets all of them, and only once the compiler is done with
/// them: the engines have many more methods than the kernel, which it still translates while the kernel has been ready for long. What a first
/// run takes, in a process of its own, is for <see cref="CrossProcess"/> to say.
/// </summary>
internal static class CrossSpeed
{
    private const int Bars = 1_000_000;
    private const int Warmups = 15;
    private const int Rounds = 15;
    private static readonly BacktestSettings Settings = new(1_000_000, 0.001, 0, WholeUnits: false, Annualisation.PeriodsPerYear(Interval.OneMinute));
    private static readonly StrategyRules Cross =
        new("sma(10) crosses above sma(30)", "sma(10) crosses below sma(30)", new Sizing(SizingKind.AllIn, WholeUnits: false));

    public static void Run(string folder)
    {
        var bars = SyntheticBars.Minutes(Bars);
        var equity = new double[Bars];
        List<double> kernel = [], fast = [], general = [], kernelProcessor = [], fastProcessor = [];
        for (var round = 0; round < Warmups; round++)
        {
            Kernel(bars, equity).Expect(Outcome.Minutes);
            Fast(bars, equity).Expect(Outcome.Minutes);
            General(bars);
        }

        for (var round = 0; round < Rounds; round++)
        {
            kernelProcessor.Add(Measure.ProcessorSeconds(() => kernel.Add(Measure.Seconds(() => Kernel(bars, equity).Expect(Outcome.Minutes)))));
            fastProcessor.Add(Measure.ProcessorSeconds(() => fast.Add(Measure.Seconds(() => Fast(bars, equity).Expect(Outcome.Minutes)))));
            general.Add(Measure.Seconds(() => General(bars)));
        }

        Report("w1.fast", fast);
        Report("w1.general", general);
        Report("w1.kernel", kernel);
        Measure.Print("w1.fast.processor", Bars / Measure.Least(fastProcessor), "bars/s");
        Measure.Print("w1.kernel.processor", Bars / Measure.Least(kernelProcessor), "bars/s");
        Measure.Print("w1.share", Measure.Median(kernelProcessor) / Measure.Median(fastProcessor) * 100, "%");
        CrossProcess.Run(folder);
    }

    public static Outcome Kernel(BarSeries bars, Span<double> equity) => CrossKernel.Run(bars.Open, bars.Close, 10, 30, equity, Settings.PeriodsPerYear);

    public static Outcome Fast(BarSeries bars, Span<double> equity)
    {
        var run = FastBacktest.Create(Cross, Settings);
        run.Run(bars, equity);
        return Of(run.Result);
    }

    private static void General(BarSeries bars)
    {
        var result = Simulation.Run(
            [new SimulatedInstrument(InstrumentId.Create(Market.US, "W1"), bars)], RuleStrategy.Create(Cross),
            new SimulationSettings(1_000_000, new TradingCosts(0.001m, 0), Settings.PeriodsPerYear));
        Check.Same(Outcome.Minutes.Buys + Outcome.Minutes.Sells, result.Fills.Count);
        Check.Same(Outcome.Minutes.Winners, result.Trades.Count(trade => trade.Profit > 0));
        Check.Same(Bars, result.Equity.Count);
        Check.Near(Outcome.Minutes.FinalEquity, result.FinalEquity, 1e-9);
        Check.Near(Outcome.Minutes.Fees, result.Commissions, 1e-9);
    }

    private static Outcome Of(BacktestResult result) => new(
        result.EntrySignals, result.ExitSignals, result.Buys, result.Sells, result.Winners, result.FinalEquity, result.MaxDrawdown, result.Sharpe,
        result.FeesPaid);

    private static void Report(string name, List<double> seconds)
    {
        Measure.Print(name, Bars / Measure.Least(seconds), "bars/s");
        Measure.Print($"{name}.median", Bars / Measure.Median(seconds), "bars/s");
    }
}
