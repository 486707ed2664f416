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
    [InlineData("1d: close > open + 1 and low > 2", "((1d: (close > (open + 1))) and (low > 2))")]
    [InlineData("close > 1d: sma(5) + 1", "(close > ((1d: sma(5)) + 1))")]
    [InlineData("close > SPY 1d: sma(5)[1]", "(close > (SPY: (1d: (sma(5)[1]))))", false)]
    [InlineData("-close[1] < 0", "((-(close[1])) < 0)")]
    [InlineData("close between 1 and 2 and open > 3", "((close between 1 and 2) and (open > 3))")]
    public void Rules_are_read_with_the_usual_precedence(string text, string grouped, bool isSame = true) =>
        Assert.Equal(isSame, Rule.Parse(grouped).Root == Rule.Parse(text).Root);

    [Theory]
    [InlineData("rsi < 30", "rsi(14) < 30")]
    [InlineData("RSI() < 30", "rsi(14) < 30")]
    [InlineData("sma(close, 20) > Sma(50)", "sma(20) > sma(50)")]
    [InlineData("sma(length: 9) > sma(volume)", "sma(9) > sma(volume, 20)")]
    [InlineData("ema(12, on: hl2) > ema(on: rsi(14), length: 3)", "ema(hl2, 12) > ema(rsi(14), 3)")]
    [InlineData("rsi(14)[1] < 30 and (close > open)[2]", "rsi(14)[1] < 30 and (close > open)[2]")]
    [InlineData("close[0] > 1", "close > 1")]
    [InlineData("rsi(14) BETWEEN 20 AND 40", "rsi(14) between 20 and 40")]
    [InlineData("close crosses sma(20)", "close crosses sma(20)")]
    [InlineData("1D : sma(200) < 5", "1d: sma(200) < 5")]
    [InlineData("spy: close > sma(200)", "SPY: close > sma(200)")]
    [InlineData("brk.b 1d: close > 1h: sma(200)", "BRK.B 1d: close > 1h: sma(200)")]
    [InlineData("005930: close > 1 and BTC-USD: close > 2", "005930: close > 1 and BTC-USD: close > 2")]
    [InlineData("SPY: (close > 1 and open > 2)", "SPY: (close > 1 and open > 2)")]
    [InlineData("(SPY: close) > open", "(SPY: close) > open")]
    [InlineData("close - 1d: close > 2", "close - (1d: close) > 2")]
    [InlineData("sma((SPY: close), 3) > 5", "sma((SPY: close), 3) > 5")]
    [InlineData("profit% < -5 or bars   held > 20", "profit% < -5 or bars held > 20")]
    [InlineData("Trailing Stop 3 sma(14)", "trailing stop 3 sma(14)")]
    [InlineData("trailing stop 3*sma(14)", "trailing stop 3 sma(14)")]
    [InlineData("trailing stop 5% or stop loss 2.5% or take profit 4", "trailing stop 5% or stop loss 2.5% or take profit 4")]
    [InlineData("highest since entry - close > entry price - lowest since entry", "highest since entry - close > entry price - lowest since entry")]
    [InlineData("per < 10 and PE > 2 and dividend yield > 3", "per < 10 and per > 2 and dividend yield > 3")]
    [InlineData("volume > 1.5m and volume < 2k and market cap > 3B", "volume > 1500000 and volume < 2000 and market cap > 3000000000")]
    [InlineData("close > 1e30 and close > 1E-9", "close > 1e+30 and close > 1e-09")]
    [InlineData("rising(close, 3) and not falling(volume)", "rising(close, 3) and not falling(volume, 1)")]
    [InlineData("abs(close - open) > max(1, 2, sqrt(high))", "abs(close - open) > max(1, 2, sqrt(high))")]
    [InlineData("close > 1 # above one\nand # both\r\n open > 2", "close > 1 and open > 2")]
    [InlineData("((close) > (1))", "close > 1")]
    [InlineData("close > 1 and (open > 2 and low > 3)", "close > 1 and (open > 2 and low > 3)")]
    [InlineData("close - (open - low) > 1", "close - (open - low) > 1")]
    [InlineData("0 - close > -(open + 1)", "-close > -(open + 1)")]
    [InlineData("bbands(20, 2).Lower < close", "bbands(20, 2).lower < close")]
    [InlineData("bbands.lower < close", "bbands(20, 2).lower < close")]
    [InlineData("bbands(stddevs: 3) < close", "bbands(20, 3).upper < close")]
    [InlineData("bbands(hl2, 10, 2).middle < close", "bbands(hl2, 10, 2).middle < close")]
    [InlineData("band < 5", "bbands(20, 2).upper < 5")]
    public void A_rule_has_one_canonical_text(string text, string canonical)
    {
        var rule = Rule.Parse(text, TestIndicators.Catalog);

        Assert.Equal(canonical, rule.Root.Text);
        Assert.Equal(rule.Root, Rule.Parse(canonical, TestIndicators.Catalog).Root);
    }

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
    [InlineData("sma(1, 2, 3) > 1", 8, "'2'")]
    [InlineData("sma(0) > 1", 5, "'0'")]
    [InlineData("sma(2.5) > 1", 5, "'2.5'")]
    [InlineData("sma(20 / 2) > 1", 5, "'20'")]
    [InlineData("sma(-3) > 1", 5, "'-'")]
    [InlineData("macd(26, 12, 9) > 0", 1, "'macd'")]
    [InlineData("sma(10 > 1", 8, "'>'")]
    [InlineData("close[-1] > 1", 7, "'-'")]
    [InlineData("close[1.5] > 1", 7, "'1.5'")]
    [InlineData("close between 1 or 2", 17, "'or'")]
    [InlineData("1M: close > 1", 1, "'1M'")]
    [InlineData("2d: close > 1", 1, "'2d'")]
    [InlineData("close > 5%", 10, "'%'")]
    [InlineData("sma(profit%, 5) > 1", 5, "'profit'")]
    [InlineData("profit% crosses above 5", 1, "'profit'")]
    [InlineData("(profit% > 5)[1]", 1, "'('")]
    [InlineData("profit > 5", 1, "'profit'")]
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
    public void Every_error_is_reported_at_once()
    {
        const string text = "clsoe > 10 and smaa(20) = rsi(14, 3, 2).upper or volume > sma(0) adn bbands(20, devs: 2).lowr < vol";

        Assert.False(Rule.TryRead(text, out _, out var errors, TestIndicators.Catalog));

        Assert.Equal(
            [
                (1, "'clsoe'", "close"), (16, "'smaa'", "sma"), (25, "'='", "=="), (35, "'3'", null), (38, "'2'", null), (41, "'upper'", null),
                (63, "'0'", null), (66, "'adn'", "and"), (81, "'devs'", null), (90, "'lowr'", "lower"), (97, "'vol'", null),
            ],
            errors.Select(error => (error.Position, error.Found, error.Nearest)));
    }

    [Theory]
    [InlineData("close > 1 && open > 2", "and")]
    [InlineData("close > 1 || open > 2", "or")]
    [InlineData("! close > 1", "not")]
    [InlineData("close => 1", ">=")]
    [InlineData("close crosess above 1", "crosses")]
    [InlineData("close crosses abvoe 1", "above")]
    [InlineData("close betwen 1 and 2", "between")]
    [InlineData("sma(lenght: 3) > 1", "length")]
    [InlineData("divident yield > 1", "dividend yield")]
    [InlineData("treiling stop 5%", "trailing stop")]
    [InlineData("close > sqrtt(2)", "sqrt")]
    [InlineData("7d: close > 1", "1d")]
    public void A_misspelt_name_is_told_apart_from_what_was_meant(string text, string meant)
    {
        Assert.False(Rule.TryRead(text, out _, out var errors));

        Assert.Equal(meant, errors[0].Nearest);
        Assert.Contains($"did you mean '{meant}'?", errors[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_formula_is_a_number_and_no_condition()
    {
        Assert.Equal("rsi(14) / sma(20)", Formula.Parse("rsi/SMA").Root.Text);
        Assert.False(Formula.TryRead("close > 1", out _, out var errors));
        Assert.Equal((1, "'close'", "a number, not a condition"), (errors[0].Position, errors[0].Found, errors[0].Expected));
    }

    [Fact]
    public void No_text_makes_the_parser_throw()
    {
        const int seed = 20261121;
        string[] pieces =
        [
            "close", "open", "sma", "(", ")", ",", "10", "[", "]", "[1]", ":", "1d: ", "SPY 1h:", "on", "between", "profit%", "trailing stop", "%", "# c",
            "\r", "length:", ".lower", "bbands", "rising", "max", "adn", "=", "&&", "per", "market cap", "5m", "1e+3", "stop loss 2%", "3.5", ".", "1e", "and", "or", "not", "crosses", "above", "below", "<", "<=", "==",
            "!", "=", "-", "+", "/", "*", " ", "\t", "\0", "\ud800", "\ud83d\ude00", "é", "'", "\"", "rsi(14)", "ema(close, 3) > 2", "_", "\n",
        ];
        var random = new Random(seed);
        var read = 0;
        for (var round = 0; round < 50_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(0, 14)).Select(_ => pieces[random.Next(pieces.Length)]));

            read += Check(text, seed) ? 1 : 0;
        }

        Assert.True(read > 50, $"seed {seed}: only {read} texts were rules");
    }

    [Fact]
    public void No_damage_to_a_rule_makes_the_parser_throw()
    {
        const int seed = 20261127;
        var random = new Random(seed);
        var trees = new RandomRules(random, RandomRules.Everything);
        const string letters = "()[],.:%+-*/<>=!#&| \n\0abcdefghijklmnopqrstuvwxyz0123456789_é\ud800";
        var read = 0;
        for (var round = 0; round < 50_000; round++)
        {
            var text = trees.Condition(3).Text.ToList();
            for (var damage = random.Next(1, 4); damage > 0; damage--)
            {
                var at = random.Next(text.Count + 1);
                if (random.Next(2) == 0 && at < text.Count)
                    text.RemoveRange(at, Math.Min(random.Next(1, 4), text.Count - at));
                else
                    text.Insert(at, letters[random.Next(letters.Length)]);
            }

            read += Check(string.Concat(text), seed) ? 1 : 0;
        }

        Assert.InRange(read, 1_000, 49_000);
    }

    [Fact]
    public void Every_tree_is_read_back_from_its_text()
    {
        const int seed = 4099;
        var random = new Random(seed);
        var trees = new RandomRules(random, RandomRules.Everything);
        for (var round = 0; round < 20_000; round++)
        {
            var tree = trees.Condition(4);
            var text = tree.Text;
            if (text.Length > Rule.MaxLength)
                continue;

            Assert.True(Rule.TryRead(text, out var rule, out var errors, TestIndicators.Catalog), $"seed {seed}: {text}\n{string.Join('\n', errors)}");
            Assert.True(tree == rule.Root, $"seed {seed}: {text}\nis read as {rule.Root.Text}");
            Assert.Equal(text, rule.Root.Text);
        }
    }

    [Theory]
    [InlineData("(")]
    [InlineData("not ")]
    [InlineData("-")]
    [InlineData("sma(")]
    [InlineData("abs(")]
    [InlineData("1d: ")]
    [InlineData("x(")]
    [InlineData("SPY 1d: (")]
    [InlineData("stop loss ")]
    [InlineData("close[")]
    [InlineData("rising(")]
    [InlineData("close and ")]
    public void Depth_without_end_is_an_error_and_no_crash(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, Rule.MaxLength / piece.Length));

        Assert.False(Rule.TryRead(text, out _, out var errors));
        Assert.InRange(errors.Count, 1, Rule.MaxErrors);
    }

    private static bool Check(string text, int seed)
    {
        if (Rule.TryRead(text, out var rule, out var errors, TestIndicators.Catalog))
        {
            Assert.Empty(errors);
            Assert.True(Rule.TryRead(rule.Root.Text, out var again, out var wrong, TestIndicators.Catalog), $"seed {seed}: '{text}' reads, its own text does not: {string.Join(' ', wrong)}");
            Assert.True(rule.Root == again.Root, $"seed {seed}: '{text}' is '{rule.Root.Text}', which reads as '{again.Root.Text}'");
            return true;
        }

        Assert.InRange(errors.Count, 1, Rule.MaxErrors);
        Assert.All(errors, error => Assert.InRange(error.Position, 1, text.Length + 1));
        Assert.Equal(errors.Select(error => error.Position).Order().Distinct(), errors.Select(error => error.Position));
        return false;
    }
}
