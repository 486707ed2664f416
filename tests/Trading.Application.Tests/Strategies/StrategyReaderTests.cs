using System.Text.Json;
using System.Text.Json.Serialization;
using Trading.Application.Strategies;
using Trading.Domain.Markets;
using Trading.Domain.Strategies;

namespace Trading.Application.Tests.Strategies;

public sealed class StrategyReaderTests
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    [Fact]
    public void A_request_of_one_symbol_and_two_rules_is_read_as_ever()
    {
        var document = Read(
            """{"name":"Dip","market":"US","symbols":["SPY"],"interval":"1d","strategy":{"entry":"rsi(14) < 30","exit":"rsi(14) > 70","sizing":{"kind":"allIn","wholeUnits":true}},"costs":{"commissionRate":0.001}}""",
            out var errors)!;

        Assert.True(errors.IsEmpty);
        Assert.Equal(
            (new StrategyRules("rsi(14) < 30", "rsi(14) > 70", new Sizing(SizingKind.AllIn, true)), new TradingCosts(0.001m, 0)), (document.Rules, document.Costs));
        Assert.Equal("SPY", Assert.Single(document.Universe).Symbol);
        Assert.Null(document.Segment);
    }

    [Fact]
    public void Everything_that_a_strategy_may_say_is_read()
    {
        var document = Read(
            """
            {"market":"KRX","symbols":["035720","005930"],"interval":"1d","segment":"kospi",
             "strategy":{"entry":"close > 005930: sma(20)","exit":"trailing stop 3 atr(14)","shortEntry":"close < 1d: sma(20)","shortExit":"profit% > 5",
              "exits":{"stop":{"value":0.05},"trailingStop":{"value":3,"isAtr":true},"target":{"value":0.2},"atrLength":20,"maxBars":30},
              "sizing":{"kind":"volatilityTarget","value":0.1,"lookback":60,"maxFraction":0.5},"maxPositions":2,
              "ranking":{"expression":"roc(20)","highestFirst":false}},
             "costs":{"commissionRate":0.00015,"slippageRate":0.0001,"commissionPerUnit":0.5,"commissionMinimum":1,"spreadRate":0.001,"impactRate":0.1,"latencyMilliseconds":250,
              "maxVolumeShare":0.1,"borrowRate":0.03,"cashRate":0.02,"marginRate":0.06,"maintenanceMargin":{"shortRate":0.4}}}
            """,
            out var errors);

        Assert.Equal("", errors.ToString());
        Assert.Equal((2, Segment.Kospi), (document!.Universe.Count(), document.Segment));
        Assert.Equal(
            new StrategyRules("close > 005930: sma(20)", "trailing stop 3 atr(14)", new Sizing(SizingKind.VolatilityTarget, false) { Value = 0.1m, Lookback = 60, MaxFraction = 0.5m })
            {
                ShortEntry = "close < 1d: sma(20)",
                ShortExit = "profit% > 5",
                Exits = new ExitLevels { Stop = new Level(0.05m, false), TrailingStop = new Level(3, true), Target = new Level(0.2m, false), AtrLength = 20, MaxBars = 30 },
                MaxPositions = 2,
                Ranking = new Ranking("roc(20)", HighestFirst: false),
            },
            document.Rules);
        Assert.Equal((0.5m, 0.1m, 0.06m, 250), (document.Costs.CommissionPerUnit, document.Costs.MaxVolumeShare, document.Costs.MarginRate, document.Costs.LatencyMilliseconds));
        Assert.Equal(new MaintenanceMargin(0.25m, 0.4m), document.Costs.MaintenanceMargin);
    }

    [Fact]
    public void Parameters_stand_in_every_text_and_their_defaults_are_put_in()
    {
        var document = Read(
            """
            {"market":"US","symbols":["SPY"],"interval":"1d",
             "strategy":{"entry":"rsi($Length) < $low","exit":"rsi($length) > 100 - $low","shortEntry":"rsi($length) > $high","ranking":{"expression":"roc($length)"}},
             "parameters":[{"name":"low","default":30,"from":20,"to":40,"step":5},{"name":"high","default":70.5},{"name":"LENGTH","default":14,"from":2,"to":30}]}
            """,
            out var errors)!;

        Assert.Equal("", errors.ToString());
        Assert.Equal(
            ("rsi(14) < 30", "rsi(14) > 100 - 30", "rsi(14) > 70.5", "roc(14)"),
            (document.Rules.Entry, document.Rules.Exit, document.Rules.ShortEntry, document.Rules.Ranking!.Expression));
        Assert.Equal("rsi($Length) < $low", document.Written.Entry);
        Assert.Equal("rsi(14) < 30", document.Name);
    }

    [Theory]
    [InlineData("rsi($a) < 30", "[]", "parameters", "the rules use $a, for which there is no parameter")]
    [InlineData("rsi(14) < 30", """[{"name":"a","default":1}]""", "parameters[0].name", "no rule uses $a")]
    [InlineData("rsi($a) < 30", """[{"name":"a"}]""", "parameters[0].default", "default is missing")]
    [InlineData("rsi($a) < 30", """[{"name":"a b","default":1}]""", "parameters[0].name", "name is 'a b'")]
    [InlineData("rsi($a) < 30", """[{"name":"a","default":14,"from":2}]""", "parameters[0]", "from or to is missing")]
    [InlineData("rsi($a) < 30", """[{"name":"a","default":14,"from":9,"to":2}]""", "parameters[0]", "9")]
    [InlineData("rsi($a) < 30", """[{"name":"a","default":14,"from":0,"to":30}]""", "parameters[0]", "with 0 the strategy is not valid")]
    [InlineData("rsi($a) < 30", """[{"name":"a","default":0.5}]""", "strategy.entry", "0.5")]
    [InlineData("rsi($a) < 30", """[{"name":"a","default":14},{"name":"A","default":14}]""", "parameters", "two parameters have the same name")]
    public void A_wrong_parameter_is_named(string entry, string parameters, string field, string message)
    {
        var document = Read($$"""{"market":"US","symbols":["SPY"],"interval":"1d","strategy":{"entry":"{{entry}}"},"parameters":{{parameters}}}""", out var errors);

        Assert.Null(document);
        Assert.Contains(message, string.Join(' ', errors.ToDictionary()[field]), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_wrong_field_is_named_at_once()
    {
        var document = Read(
            """
            {"name":"","market":"MARS","symbols":["SPY","S Y"],"interval":"2d","segment":"moon",
             "strategy":{"entry":"clsoe > 1 and hgih > 2","exit":"per < 10","shortExit":"close >","exits":{"stop":{"value":5},"target":{},"atrLength":0,"maxBars":0},
              "sizing":{"kind":"all","lookback":1},"maxPositions":0,"ranking":{"expression":"bars held"}},
             "costs":{"commissionRate":1,"cashRate":-1,"maxVolumeShare":2}}
            """,
            out var errors);

        Assert.Null(document);
        var found = errors.ToDictionary();
        Assert.Equal(
            [
                "costs.cashRate", "costs.commissionRate", "costs.maxVolumeShare", "interval", "market", "name", "segment", "strategy.entry", "strategy.exit",
                "strategy.exits.atrLength", "strategy.exits.maxBars", "strategy.exits.stop.value", "strategy.exits.target.value", "strategy.maxPositions",
                "strategy.ranking.expression", "strategy.shortExit", "strategy.sizing.kind", "strategy.sizing.lookback", "symbols",
            ],
            found.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(2, found["strategy.entry"].Length);
        Assert.Contains("'volatilityTarget'", found["strategy.sizing.kind"].Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("US", "kospi")]
    [InlineData("KRX", "unitedStates")]
    public void A_segment_is_one_of_the_market(string market, string segment)
    {
        Assert.Null(Read($$$"""{"market":"{{{market}}}","symbols":["A"],"interval":"1d","segment":"{{{segment}}}","strategy":{"entry":"close > 1"}}""", out var errors));
        Assert.Equal(["segment"], errors.ToDictionary().Keys);
    }

    [Fact]
    public void A_brokers_commission_is_asked_for_by_name()
    {
        var document = Read(
            """{"market":"US","symbols":["SPY"],"interval":"1d","strategy":{"entry":"close > 1"},"costs":{"preset":"ibkrFixed","slippageRate":0.0005}}""",
            out var errors);

        Assert.Equal("", errors.ToString());
        Assert.Equal(
            new TradingCosts(0, 0.0005m) { CommissionPerUnit = 0.005m, CommissionMinimum = 1, CommissionMaximum = 0.01m }, document!.Costs);
    }

    [Theory]
    [InlineData("US", """ "preset":"ibkr" """, "expected one of 'ibkrFixed', 'alpaca', 'kis', 'kiwoom', 'ls'")]
    [InlineData("KRX", """ "preset":"ibkrFixed" """, "expected one of the market KRX")]
    [InlineData("US", """ "preset":"alpaca","commissionMaximum":0.01 """, "expected it alone, or the commission in numbers")]
    public void A_brokers_commission_is_a_known_one_of_the_market_and_stands_alone(string market, string costs, string expected)
    {
        Assert.Null(Read($$$"""{"market":"{{{market}}}","symbols":["A"],"interval":"1d","strategy":{"entry":"close > 1"},"costs":{{{{costs}}}}}""", out var errors));
        Assert.EndsWith(expected, Assert.Single(errors.ToDictionary()["costs.preset"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""["A","A"]""")]
    public void Symbols_are_there_and_differ(string symbols)
    {
        Assert.Null(Read($$$"""{"market":"US","symbols":{{{symbols}}},"interval":"1d","strategy":{"entry":"close > 1"}}""", out var errors));
        Assert.Equal(["symbols"], errors.ToDictionary().Keys);
    }

    private static StrategyDocument? Read(string json, out FieldErrors errors)
    {
        errors = new FieldErrors();
        return StrategyReader.Read(JsonSerializer.Deserialize<StrategyDocumentDraft>(json, Json)!, errors);
    }
}
