using Trading.Domain.MarketData;
using Trading.Quant.Rules;

namespace Trading.Quant.Tests.Rules;

/// <summary>Expected values: closes 10, 11, 12, 10, 9 with volumes 0 to 4, and the words by hand.</summary>
public sealed class RuleExplanationTests
{
    [Theory]
    [InlineData("close < 8.5", "does not hold: close = 9, needs < 8.5, off by 0.5 (5.8824%)")]
    [InlineData("close < 10", "holds: close = 9, needs < 10, holds by 1 (10%)")]
    [InlineData("close > sma(2)", "does not hold: close = 9, needs > sma(2) = 9.5, off by 0.5 (5.2632%)")]
    [InlineData("close > sma(9)", "is not known: close = 9, needs > sma(9) (not known)")]
    [InlineData("sma(9) > 5", "is not known: sma(9) = not known, needs > 5")]
    [InlineData("close < 10 and volume > 8", "does not hold: close = 9, needs < 10, holds by 1 (10%) and volume = 4, needs > 8, off by 4 (50%)")]
    [InlineData("(close < 1 or volume > 8) and close > 5", "does not hold: (close = 9, needs < 1, off by 8 (800%) or volume = 4, needs > 8, off by 4 (50%)) and close = 9, needs > 5, holds by 4 (80%)")]
    [InlineData("not close > 10", "holds: not (close = 9, needs > 10, off by 1 (10%))")]
    [InlineData("close between 9.5 and 20", "does not hold: close = 9, needs between 9.5 and 20, off by 0.5 (5.2632%)")]
    [InlineData("close crosses below 9.5", "holds: close = 9, needs to cross below 9.5, holds by 0.5 (5.2632%)")]
    [InlineData("falling(close, 2)", "holds: close = 9, needs to have fallen at each of 2 bars")]
    [InlineData("(close > 11)[2]", "holds: (close > 11)[2] holds")]
    [InlineData("stop loss 5%", "holds: close = 9, needs <= stop loss 5% = 9.5, holds by 0.5 (5.2632%)")]
    [InlineData("trailing stop 4 sma(1)", "does not hold: close = 9, needs <= trailing stop 4 sma(1) = -24, off by 33 (137.5%)")]
    [InlineData("profit% < -15", "does not hold: profit% = -10, needs < -15, off by 5 (33.3333%)")]
    [InlineData("1h: close > 10", "holds: 1h: close = 12, needs > 10, holds by 2 (20%)")]   // the hour that closed at 01:00
    public void A_rule_says_why_it_holds_or_not(string text, string explanation)
    {
        double[] closes = [10, 11, 12, 10, 9];
        var bars = BarSeries.FromBars([.. closes.Select((close, i) =>
            new Bar(new DateTimeOffset(2024, 1, 1, 0, 45, 0, TimeSpan.Zero).AddMinutes(5 * i), close, close, close, close, i))]);
        var run = new RuleProgram([Rule.Parse(text)], [], Interval.FiveMinutes).Start(block: 8);
        run.Next(bars, 0);

        var explained = run.Explain(0, new PositionView(1, 10, 4, 12, 9));

        Assert.Equal(explanation, explained.ToString());
        Assert.Equal(explained.Truth, run.Truth(0, 4, new PositionView(1, 10, 4, 12, 9)));
    }

    [Fact]
    public void Nothing_is_explained_before_the_first_bar() =>
        Assert.Throws<InvalidOperationException>(() => new RuleProgram(Rule.Parse("close > 1")).Start().Explain(0));
}
