using System.Text.Json;
using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Domain.Strategies;

namespace Trading.Domain.Tests.Strategies;

public sealed class StrategyLimitsTests
{
    private static readonly StrategyRules Plain = new("close > 1", null, new Sizing(SizingKind.AllIn, false));

    [Fact]
    public void A_plain_strategy_has_no_problems() => Assert.Empty(StrategyLimits.Check(Document(Plain, TradingCosts.None)));

    [Fact]
    public void Each_wrong_number_is_named_by_its_field()
    {
        var rules = Plain with
        {
            Sizing = new Sizing(SizingKind.Kelly, false) { Value = -1, Lookback = 1, MaxFraction = 0 },
            MaxPositions = 0,
            ShortExit = "close > 2",
            Exits = new ExitLevels { Stop = new Level(1.5m, IsAtr: false), TrailingStop = new Level(0, IsAtr: true), AtrLength = 0, MaxBars = 0 },
        };
        var costs = new TradingCosts(1, -0.1m) { BorrowRate = 2, MaxVolumeShare = 0, CommissionMinimum = -1, CommissionMaximum = 1, MaintenanceMargin = new(0, 1.1m), LatencyMilliseconds = 3_600_001 };

        var fields = StrategyLimits.Check(Document(rules, costs)).Select(problem => problem.Field);

        Assert.Equal(
            [
                "strategy.sizing.value", "strategy.sizing.lookback", "strategy.sizing.maxFraction", "strategy.maxPositions", "strategy.shortExit",
                "strategy.exits.stop.value", "strategy.exits.trailingStop.value", "strategy.exits.atrLength", "strategy.exits.maxBars",
                "costs.commissionRate", "costs.slippageRate", "costs.borrowRate", "costs.commissionMinimum", "costs.commissionMaximum", "costs.maintenanceMargin.longRate", "costs.maintenanceMargin.shortRate",
                "costs.maxVolumeShare", "costs.latencyMilliseconds",
            ],
            fields);
    }

    [Fact]
    public void Symbols_are_of_one_market_and_differ()
    {
        var document = Document(Plain, TradingCosts.None) with
        {
            OtherInstruments = [InstrumentId.Create(Market.US, "SPY"), InstrumentId.Create(Market.KRX, "005930")],
        };

        Assert.Equal(["symbols", "symbols"], StrategyLimits.Check(document).Select(problem => problem.Field));
    }

    [Fact]
    public void Rules_stored_before_there_were_stops_still_read()
    {
        const string stored = """{"Entry":"close > 1","Exit":null,"Sizing":{"Kind":0,"WholeUnits":true}}""";

        var rules = JsonSerializer.Deserialize<StrategyRules>(stored);

        Assert.Equal(Plain with { Sizing = new Sizing(SizingKind.AllIn, true) }, rules);
    }

    private static StrategyDocument Document(StrategyRules rules, TradingCosts costs) =>
        new("name", InstrumentId.Create(Market.US, "SPY"), Interval.OneDay, rules, costs);
}
