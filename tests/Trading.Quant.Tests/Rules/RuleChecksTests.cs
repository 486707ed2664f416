using Trading.Domain.MarketData;
using Trading.Quant.Rules;

namespace Trading.Quant.Tests.Rules;

public sealed class RuleChecksTests
{
    [Theory]
    [InlineData("rsi(14) < 0", RuleFindingKind.NeverHolds)]
    [InlineData("rsi(14) > 100", RuleFindingKind.NeverHolds)]
    [InlineData("rsi(14) >= 0", RuleFindingKind.AlwaysHolds)]
    [InlineData("close < 5 and close > 6", RuleFindingKind.NeverHolds)]
    [InlineData("close < 5 and 5 < close", RuleFindingKind.NeverHolds)]
    [InlineData("close <= 5 and close >= 5", null)]
    [InlineData("close < 5 or close >= 5", RuleFindingKind.AlwaysHolds)]
    [InlineData("close < 5 or close > 5", null)]
    [InlineData("not (rsi(14) between 0 and 100)", RuleFindingKind.NeverHolds)]
    [InlineData("rsi(14) between 40 and 20", RuleFindingKind.NeverHolds)]
    [InlineData("rsi(14) crosses above 101", RuleFindingKind.NeverHolds)]
    [InlineData("sma(20) crosses above sma(20)", RuleFindingKind.NeverHolds)]
    [InlineData("2 > 1", RuleFindingKind.AlwaysHolds)]
    [InlineData("sma(volume, 5) >= 0", RuleFindingKind.AlwaysHolds)]
    [InlineData("100 - rsi(14) < 0", RuleFindingKind.NeverHolds)]
    [InlineData("1d: (rsi(14) < 20 and rsi(14) > 30)", RuleFindingKind.NeverHolds)]
    [InlineData("close > 3 and volume >= 0", RuleFindingKind.AlwaysHolds)]
    [InlineData("close > 3 or rsi(2) < 0", RuleFindingKind.NeverHolds)]
    [InlineData("rsi(14) < 30 and sma(20) > sma(50)", null)]
    [InlineData("close < 5 and open > 6", null)]
    public void A_rule_that_makes_no_sense_is_found(string text, RuleFindingKind? found) =>
        Assert.Equal(found is { } kind ? [kind] : Array.Empty<RuleFindingKind>(), RuleChecks.OfLogic(Rule.Parse(text)).Select(finding => finding.Kind));

    [Fact]
    public void Data_that_is_not_there_is_found()
    {
        var program = new RuleProgram([Rule.Parse("sma(200) > 1 and SPY: close > sma(50) and QQQ: close > 1 and per < 10")], [], Interval.OneDay);

        var findings = RuleChecks.OfData(program, 199, need => need.Symbol == "SPY" ? 20 : 0, _ => false);

        Assert.Equal(
            [(RuleFindingKind.WarmupTooLong, "199 bars"), (RuleFindingKind.WarmupTooLong, "SPY 1d"), (RuleFindingKind.MissingData, "QQQ 1d"), (RuleFindingKind.MissingData, "per")],
            findings.Select(finding => (finding.Kind, finding.Subject)));
        Assert.Empty(RuleChecks.OfData(program, 200, _ => 50, _ => true));
    }
}
