using Trading.Domain.MarketData;
using Trading.Quant.Rules;
using Trading.Quant.SyntheticData;

namespace Trading.Quant.Tests.Rules;

public sealed class RuleProgramTests
{
    [Theory]
    [InlineData("close > 11", "..x..")]
    [InlineData("close >= 11", ".xx..")]
    [InlineData("close < 11", "x..xx")]
    [InlineData("close <= 11", "xx.xx")]
    [InlineData("close == 11", ".x...")]
    [InlineData("close != 11", "x.xxx")]
    [InlineData("close crosses above 10.5", ".x...")]
    [InlineData("close crosses below 10.5", "...x.")]
    [InlineData("close crosses above 10", ".x...")]     // from equal to above counts
    [InlineData("close crosses below 10", "....x")]     // touching does not; leaving the touch does
    [InlineData("sma(2) > 10", ".xxx.")]
    [InlineData("sma(2) crosses above 10.9", "..x..")]
    [InlineData("not sma(3) > 100", "..xxx")]           // warm-up is not known, so its opposite is not known either
    [InlineData("sma(3) > 100 or close > 0", "xxxxx")]  // known as soon as one side holds
    [InlineData("close / 0 > 1 or not close / 0 > 1", ".....")]
    [InlineData("close > 9 and volume < 3", "xxx..")]
    [InlineData("(high + low) / 2 == close", "xxxxx")]
    [InlineData("-close < -10", ".xx..")]
    public void A_rule_holds_where_it_should(string text, string holds)
    {
        double[] closes = [10, 11, 12, 10, 9];
        var bars = BarSeries.FromBars([.. closes.Select((close, day) =>
            new Bar(new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(day), close, close + 1, close - 1, close, day))]);

        var column = new RuleProgram(Rule.Parse(text)).Evaluate(bars)[0];

        Assert.Equal(holds, string.Concat(column.Select(value => value ? 'x' : '.')));
    }

    [Fact]
    public void Columns_and_bar_by_bar_agree_for_random_rules()
    {
        const int seed = 7102;
        var random = new Random(seed);
        var bars = SyntheticBars.Minutes(600);
        var held = 0;
        for (var round = 0; round < 300; round++)
        {
            var texts = new[] { Condition(random, 4), Condition(random, 4) };
            var program = new RuleProgram([.. texts.Select(Rule.Parse)]);

            var columns = program.Evaluate(bars);
            var run = program.Start();
            for (var i = 0; i < bars.Count; i++)
            {
                run.Next(bars[i]);
                for (var rule = 0; rule < 2; rule++)
                {
                    Assert.True(columns[rule][i] == run.Holds(rule), $"seed {seed}, bar {i}: {texts[rule]}");
                    held += run.Holds(rule) ? 1 : 0;
                }
            }
        }

        Assert.InRange(held, 20_000, 340_000);   // neither all nor nothing holds, or the comparison would show little
    }

    private static string Condition(Random random, int depth) => random.Next(depth > 0 ? 6 : 2) switch
    {
        0 => $"{Number(random, depth)} {Pick(random, "<", "<=", ">", ">=", "==", "!=")} {Number(random, depth)}",
        1 => $"{Number(random, depth)} crosses {Pick(random, "above", "below")} {Number(random, depth)}",
        2 or 3 => $"({Condition(random, depth - 1)} and {Condition(random, depth - 1)})",
        4 => $"({Condition(random, depth - 1)} or {Condition(random, depth - 1)})",
        _ => $"not ({Condition(random, depth - 1)})",
    };

    private static string Number(Random random, int depth) => random.Next(depth > 0 ? 7 : 2) switch
    {
        0 => $"{random.Next(95, 106)}",
        1 or 2 => Pick(random, "open", "high", "low", "close"),
        3 or 4 => $"{Pick(random, "sma", "ema")}({random.Next(1, 30)})",
        5 => $"{Pick(random, "sma", "ema", "rsi")}({Number(random, depth - 1)}, {random.Next(1, 30)})",
        _ => $"({Number(random, depth - 1)} {Pick(random, "+", "-", "*", "/")} {Number(random, depth - 1)})",
    };

    private static string Pick(Random random, params string[] choices) => choices[random.Next(choices.Length)];
}
