using Trading.Application.Rules;
using Trading.Domain.MarketData;
using Trading.Quant.Indicators;
using Trading.Quant.Rules;

namespace Trading.Application.Tests.Rules;

public sealed class CheckRuleHandlerTests
{
    [Fact]
    public void A_rule_is_told_in_canonical_form_with_its_warm_up_and_what_it_needs()
    {
        var check = Check("RSI(14)<30 AND close > 1d: sma(200) and spy: close > 1 and per < 10 or PROFIT% < -5", Interval.OneHour);

        Assert.Equal("rsi(14) < 30 and close > 1d: sma(200) and SPY: close > 1 and per < 10 or profit% < -5", check.Canonical);
        Assert.True(check.Data!.UsesPosition);
        Assert.Contains(check.Data.Series, need => need is { Symbol: null, Interval.Code: "1d", IsOptional: true });
        Assert.Contains(check.Data.Series, need => need is { Symbol: "SPY", Interval.Code: "1h", IsOptional: false });
        Assert.Equal("per", Assert.Single(check.Data.Fundamentals).Field.Name);
        Assert.Empty(check.Findings);
        Assert.Empty(check.Errors);
    }

    [Fact]
    public void The_warm_up_of_an_average_is_a_bar_less_than_its_length() =>
        Assert.Equal(199, Check("close > sma(200)", Interval.OneDay).Warmup);

    [Fact]
    public void A_rule_that_can_never_hold_is_found()
    {
        var finding = Assert.Single(Check("rsi(14) > 100", Interval.OneDay).Findings);

        Assert.Equal(RuleFindingKind.NeverHolds, finding.Kind);
    }

    [Theory]
    [InlineData("clsoe > 1 and rsi(14) = 30", 2)]
    [InlineData("", 1)]
    [InlineData(null, 1)]
    public void What_is_no_rule_has_all_its_errors_and_nothing_else(string? text, int errors)
    {
        var check = Check(text, Interval.OneDay);

        Assert.Equal(((string?)null, (RuleData?)null, errors), (check.Canonical, check.Data, check.Errors.Count));
    }

    private static RuleCheck Check(string? text, Interval interval) => new CheckRuleHandler(IndicatorCatalog.Default).Handle(text, interval);
}
