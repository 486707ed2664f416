using Trading.Quant.Rules;

namespace Trading.Quant.Tests.Rules;

public sealed class RuleParserTests
{
    [Theory]
    [InlineData("close > 10", "(close > 10)")]
    [InlineData("CLOSE>10 AND Not Volume<1e3", "((close > 10) and (not (volume < 1000)))")]
    [InlineData("close > 1 or close > 2 and close > 3", "((close > 1) or ((close > 2) and (close > 3)))")]
    [InlineData("not close > 1 and open > 2", "((not (close > 1)) and (open > 2))")]
    [InlineData("close - open * 2 > -1", "((close - (open * 2)) > -1)")]
    [InlineData("(close + open) / 2 >= high", "(((close + open) / 2) >= high)")]
    [InlineData("(close > 1 or open > 2) and low != 3", "(((close > 1) or (open > 2)) and (low != 3))")]
    [InlineData("sma(10) crosses above sma(30)", "(sma(close, 10) crosses above sma(close, 30))")]
    [InlineData("rsi(14) crosses below 70 - 5", "(rsi(close, 14) crosses below (70 - 5))")]
    [InlineData("sma(volume, 20) < volume", "(sma(volume, 20) < volume)")]
    [InlineData("ema(rsi(14), 3) == .5", "(ema(rsi(close, 14), 3) == 0.5)")]
    [InlineData("close - 1 - 2 > 0", "(((close - 1) - 2) > 0)")]
    public void Rules_are_read_with_the_usual_precedence(string text, string canonical) =>
        Assert.Equal(canonical, Rule.Parse(text).Root.Text);

    [Theory]
    [InlineData("", 1, "the end of the rule")]
    [InlineData(null, 1, "the end of the rule")]
    [InlineData("close >", 8, "the end of the rule")]
    [InlineData("close > 10 and", 15, "the end of the rule")]
    [InlineData("close", 1, "the number close")]
    [InlineData("close open", 7, "'open'")]
    [InlineData("close > 10 close", 12, "'close'")]
    [InlineData("price > 10", 1, "'price'")]
    [InlineData("sma 10 > 1", 5, "'10'")]
    [InlineData("sma() > 1", 5, "')'")]
    [InlineData("sma(1, 2, 3) > 1", 12, "')'")]
    [InlineData("sma(0) > 1", 5, "'0'")]
    [InlineData("sma(2.5) > 1", 5, "'2.5'")]
    [InlineData("sma(close) > 1", 5, "'close'")]
    [InlineData("sma(-3) > 1", 5, "'-'")]
    [InlineData("macd(26, 12, 9) > 0", 6, "'26'")]
    [InlineData("sma(10 > 1", 8, "'>'")]
    [InlineData("close crosses 10", 15, "'10'")]
    [InlineData("close crosses above", 20, "the end of the rule")]
    [InlineData("close = 10", 7, "'='")]
    [InlineData("close > 10 & open > 1", 12, "'&'")]
    [InlineData("(close > 1) + 2 > 3", 1, "'('")]
    [InlineData("close > (open > 1)", 9, "'('")]
    [InlineData("not 5", 5, "the number 5")]
    [InlineData("1 < close < 3", 11, "'<'")]
    [InlineData("close > 10x", 9, "'10x'")]
    [InlineData("close > 1e999", 9, "'1e999'")]
    [InlineData("close > \u20ac5", 9, "'\u20ac'")]
    [InlineData("(close > 1", 11, "the end of the rule")]
    public void An_error_says_where_what_was_found_and_what_was_expected(string? text, int position, string found)
    {
        Assert.False(Rule.TryParse(text, out var rule, out var error));

        Assert.Null(rule);
        Assert.Equal(position, error.Position);
        Assert.Equal(found, error.Found);
        Assert.NotEmpty(error.Expected);
    }

    [Fact]
    public void Nesting_and_length_are_limited()
    {
        var deep = new string('(', Rule.MaxDepth + 1) + "close > 1" + new string(')', Rule.MaxDepth + 1);
        var allowed = new string('(', Rule.MaxDepth) + "close > 1" + new string(')', Rule.MaxDepth);

        Assert.True(Rule.TryParse(allowed, out _, out _));
        Assert.False(Rule.TryParse(deep, out _, out var tooDeep));
        Assert.Contains("levels", tooDeep.Expected, StringComparison.Ordinal);
        Assert.False(Rule.TryParse(string.Join(" and ", Enumerable.Repeat("close > 1", 1000)), out _, out var tooLong));
        Assert.Contains("2000", tooLong.Expected, StringComparison.Ordinal);
        Assert.False(Rule.TryParse(string.Concat(Enumerable.Repeat("not ", 400)) + "close > 1", out _, out _));
        Assert.False(Rule.TryParse(new string('-', 1900) + "1 > 1", out _, out _));
        Assert.True(Rule.TryParse(string.Concat(Enumerable.Repeat("1+", 900)) + "1 > close", out var wide, out _));
        Assert.Equal(1, new RuleProgram(wide).RuleCount);
    }

    [Fact]
    public void No_text_makes_the_parser_throw()
    {
        const int seed = 20261121;
        string[] pieces =
        [
            "close", "open", "sma", "(", ")", ",", "10", "3.5", ".", "1e", "and", "or", "not", "crosses", "above", "below", "<", "<=", "==",
            "!", "=", "-", "+", "/", "*", " ", "\t", "\0", "\ud800", "\ud83d\ude00", "é", "'", "\"", "rsi(14)", "ema(close, 3) > 2", "_", "\n",
        ];
        var random = new Random(seed);
        var read = 0;
        for (var round = 0; round < 50_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(0, 14)).Select(_ => pieces[random.Next(pieces.Length)]));

            if (Rule.TryParse(text, out var rule, out var error))
            {
                read++;
                Assert.True(Rule.TryParse(rule.Root.Text, out var again, out _), $"seed {seed}: '{text}' reads, its own text does not");
                Assert.Equal(rule.Root.Text, again.Root.Text);
            }
            else
            {
                Assert.InRange(error.Position, 1, text.Length + 1);
            }
        }

        Assert.True(read > 50, $"seed {seed}: only {read} texts were rules");
    }
}
