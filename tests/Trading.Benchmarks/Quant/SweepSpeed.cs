using Trading.Domain.MarketData;
using Trading.Domain.Strategies;
using Trading.Quant.Backtests;
using Trading.Quant.Search;
using Trading.Quant.Search.Sweeps;
using Trading.Quant.SyntheticData;

namespace Trading.Benchmarks.Quant;

/// <summary>
/// Sweeps of the cross over 100,000 minute bars, with one thread and with all cores, beside the kernel written by hand on the same bars; and
/// what the same costs in processor time, which other programs disturb less.
/// </summary>
internal static class SweepSpeed
{
    private const int Bars = 100_000;
    private const int Rounds = 7;
    private const int KernelRuns = 20;
    private static readonly BacktestSettings Settings = new(1_000_000, 0.001, 0, WholeUnits: false, Annualisation.PeriodsPerYear(Interval.OneMinute));
    private static readonly StrategyTemplate Cross = new(new StrategyRules(
        "sma($fast) crosses above sma($slow)", "sma($fast) crosses below sma($slow)", new Sizing(SizingKind.AllIn, WholeUnits: false)));

    /// <summary>A hundred combinations: fast 5, 10, … 50 and slow 60, 80, … 240.</summary>
    public static void RunSmall() => Run("w2", Space(5, 20), Rounds, static totals =>
    {
        totals.Expect(100, 30_641, 30_572, 607_756_860.4777, "fast=20, slow=100", 9_697_740.37200);
        Expect(totals.First, 841, 840, 4_212_547.32986, 0.056220797);
        Expect(totals.Last, 201, 200, 2_246_471.21675, 0.035745139);
    });

    /// <summary>A thousand combinations: fast 5, 6, … 54 and slow 60, 70, … 250.</summary>
    public static void RunLarge() => Run("w2b", Space(1, 10), 3, static totals =>
    {
        totals.Expect(1_000, 287_822, 287_135, 5_963_125_680.2774, "fast=16, slow=110", 10_112_561.96220);
        Expect(totals.First, 841, 840, 4_212_547.32986, 0.056220797);
        Expect(totals.Last, 199, 198, 1_980_380.58705, 0.035811714);
    });

    private static void Run(string name, ParameterSpace space, int rounds, Action<SweepTotals> check)
    {
        var bars = SyntheticBars.Minutes(Bars);
        var equity = new double[Bars];
        List<double> kernel = [], kernelProcessor = [], one = [], oneProcessor = [], all = [];
        long combinations = 0;
        for (var round = 0; round < rounds; round++)
        {
            kernelProcessor.Add(Measure.ProcessorSeconds(() => kernel.AddRange(Enumerable.Range(0, KernelRuns).Select(_ => Measure.Seconds(
                () => CrossKernel.Run(bars.Open, bars.Close, 20, 100, equity, Settings.PeriodsPerYear))))) / KernelRuns);
            oneProcessor.Add(Measure.ProcessorSeconds(() => one.Add(Measure.Seconds(() => combinations = Sweep(bars, space, 1, check)))));
            all.Add(Measure.Seconds(() => Sweep(bars, space, Environment.ProcessorCount, check)));
        }

        var work = (double)Bars * combinations;
        Measure.Print(name, work / Measure.Least(all), "bar-combos/s");
        Measure.Print($"{name}.median", work / Measure.Median(all), "bar-combos/s");
        Measure.Print($"{name}.thread", work / Measure.Least(one), "bar-combos/s");
        Measure.Print($"{name}.kernel", Bars / Measure.Least(kernel), "bars/s");
        Measure.Print($"{name}.thread.processor", work / Measure.Least(oneProcessor), "bar-combos/s");
        Measure.Print($"{name}.kernel.processor", Bars / Measure.Least(kernelProcessor), "bars/s");
        Measure.Print($"{name}.share", Measure.Median(kernelProcessor) * combinations / Measure.Median(oneProcessor) * 100, "%");
        Measure.PrintPeak();
    }

    private static long Sweep(BarSeries bars, ParameterSpace space, int threads, Action<SweepTotals> check)
    {
        var totals = new SweepTotals();
        Trading.Quant.Search.Sweeps.Sweep.Run(bars, new SweepPlan(Cross, space.Grid(), Settings) { Threads = threads }, totals.Add);
        check(totals);
        return totals.Combinations;
    }

    private static ParameterSpace Space(int fastStep, int slowStep) => new(
    [
        ParameterRange.Whole("fast", 5, fastStep == 1 ? 54 : 50, fastStep),
        ParameterRange.Whole("slow", 60, slowStep == 10 ? 250 : 240, slowStep),
    ]);

    private static void Expect(BacktestResult result, int buys, int sells, double finalEquity, double drawdown)
    {
        Check.Same(buys, result.Buys);
        Check.Same(sells, result.Sells);
        Check.Near(finalEquity, result.FinalEquity, 1e-9);
        Check.Near(drawdown, result.MaxDrawdown, 4e-8);   // published with nine decimals, the smallest being 0.036
    }
}
