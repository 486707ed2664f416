using Trading.Domain.MarketData;
using Trading.Domain.Strategies;
using Trading.Quant.Backtests;
using Trading.Quant.SyntheticData;

namespace Trading.Quant.Tests.Backtests;

public sealed class LookAheadDetectorTests
{
    private static readonly SimulatedInstrument[] Bars = [Script.Us(SyntheticBars.Minutes(2_000)), Script.Us(SyntheticBars.Minutes(1_500), "B")];

    private static readonly StrategyRules Rules =
        new("sma(5) crosses above sma(20)", "rsi(14) > 60", new Sizing(SizingKind.EqualWeight, false)) { MaxPositions = 2 };

    [Fact]
    public void A_strategy_that_reads_the_next_close_is_found()
    {
        var findings = LookAheadDetector.Check(Bars, instruments => new Prophet(instruments[0].Bars), Script.NoCosts, cuts: 50);

        Assert.NotEmpty(findings);
        Assert.All(findings, finding => Assert.True(finding.Whole?.Time == finding.Time || finding.Part?.Time == finding.Time));
    }

    [Fact]
    public void A_strategy_of_rules_does_not_look_ahead() =>
        Assert.Empty(LookAheadDetector.Check(Bars, _ => RuleStrategy.Create(Rules), Script.NoCosts, cuts: 20));

    [Fact]
    public void Indicators_that_remember_for_ever_show_how_much_they_still_depend_on_the_start()
    {
        var rules = Rules with { Entry = "ema(20) > sma(20)", Exit = "ema(high, 5) < 0" };

        var differences = WarmupAnalysis.Run(Bars, _ => RuleStrategy.Create(rules), Script.NoCosts, [10, 100, 400]);

        Assert.Equal(3 * 2 * 3, differences.Count);
        var ema = differences.Where(difference => difference is { Indicator: "ema(20)", Instrument.Symbol: "A" }).ToList();
        Assert.True(double.IsPositiveInfinity(ema[0].Relative));                         // not yet known
        Assert.True(ema[1].Relative > ema[2].Relative && ema[1].Relative < 0.01);
        Assert.All(differences.Where(difference => difference is { Indicator: "sma(20)", Length: >= 100 }), difference => Assert.True(difference.Relative < 1e-12));
        Assert.Contains(differences, difference => difference.Indicator == "ema(high, 5)");
    }

    /// <summary>Buys when it sees that the next close is higher, for it holds the data.</summary>
    private sealed class Prophet(BarSeries bars) : IStrategy
    {
        public void OnBar(in StrategyContext context)
        {
            var next = context.BarCount(0);
            if (next < bars.Count && bars.Close[next] > bars.Close[next - 1])
                context.Buy(0, TradeSize.Units(1));
        }
    }
}
