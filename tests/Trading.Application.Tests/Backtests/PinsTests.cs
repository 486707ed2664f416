using Trading.Application.Backtests;
using Trading.Application.Backtests.Pins;
using Trading.Domain.Backtests;
using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Domain.Risk;
using Trading.Domain.Strategies;
using Trading.Quant.Backtests;
using Trading.Quant.SyntheticData;

namespace Trading.Application.Tests.Backtests;

/// <summary>What a result is pinned to.</summary>
public sealed class PinsTests
{
    private const long Second = 638_397_504_000_000_000;   // 2024-01-02

    private static readonly StrategyDocument Strategy = new(
        "Cross", InstrumentId.Create(Market.US, "SPY"), Interval.OneDay,
        new StrategyRules("close > sma(3)", "close < sma(3)", new Sizing(SizingKind.AllIn, WholeUnits: false)), new TradingCosts(0.001m, 0.0005m));

    // By Python: hashlib.sha256(struct.pack('<qddddd', 638397504000000000, 10, 11, 9, 10.5, 100)), and of
    // struct.pack('<d', 1000) + struct.pack('<qdddqddq', 638397504000000000, 10, 5, 0.25, 0, 0, 0, 1).
    [Fact]
    public void Data_and_result_are_hashed_as_little_endian_columns()
    {
        var bars = BarSeries.FromColumns([Second], [10], [11], [9], [10.5], [100]);
        using var digest = new RunDigest();
        digest.AddBars(bars);
        digest.AddEquity([1000]);

        var pins = digest.Finish(Request(Strategy), [new BacktestTrade(Second, 10, 5, 0.25)]);

        Assert.Equal("2deaaac59ad816da49fa09f6657f6c0d299f2a9a5bb74dc462743d6005ea8042", pins.Data);
        Assert.Equal(pins.Data, DataOf(bars));
        Assert.Equal("43351ba1916ab8166279427b490d283b93038fdf34cf78e94b2045a8375c8dc0", pins.Result);
        Assert.Equal((0.001m, 0.0005m, 0UL), (pins.CommissionRate, pins.SlippageRate, pins.Seed));
    }

    [Fact]
    public void Limits_are_pinned_by_what_they_say_and_their_absence_too()
    {
        Assert.Null(PinsWith(null));
        Assert.Equal(PinsWith(new RiskLimits { MaxLeverage = 1.5m }), PinsWith(new RiskLimits { MaxLeverage = 1.50m }));
        Assert.NotEqual(PinsWith(new RiskLimits { MaxLeverage = 1.5m }), PinsWith(new RiskLimits { MaxLeverage = 1.6m }));
        Assert.NotEqual(
            PinsWith(new RiskLimits { Protections = [new Protection(ProtectionKind.Drawdown, 1, 60, 60) { Threshold = 0.1m }] }), PinsWith(RiskLimits.None));

        static string? PinsWith(RiskLimits? limits)
        {
            using var digest = new RunDigest();
            return digest.Finish(Request(Strategy) with { Limits = limits }, []).Limits;
        }
    }

    [Fact]
    public void How_the_bars_are_cut_changes_no_pin()
    {
        var bars = SyntheticBars.Daily(7, 3_000, new DateOnly(2010, 1, 4));

        Assert.Equal(PinsOf(bars, 3_000), PinsOf(bars, 7));
    }

    [Fact]
    public void One_other_price_is_other_data()
    {
        var bars = SyntheticBars.Daily(7, 100, new DateOnly(2010, 1, 4));
        var volume = bars.Volume.ToArray();
        volume[50]++;
        var other = BarSeries.FromColumns(
            bars.Times.ToArray(), bars.Open.ToArray(), bars.High.ToArray(), bars.Low.ToArray(), bars.Close.ToArray(), volume);

        Assert.NotEqual(DataOf(bars), DataOf(other));
    }

    [Fact]
    public void A_strategy_is_the_same_under_another_name_and_another_one_with_other_costs()
    {
        var renamed = Strategy with { Name = "x", Rules = Strategy.Rules with { Entry = "  Close >  SMA(3)" }, Costs = new TradingCosts(0.0010m, 0.0005m) };
        var dearer = Strategy with { Costs = new TradingCosts(0.002m, 0.0005m) };
        var watched = Strategy with { Costs = Strategy.Costs with { MaintenanceMargin = MaintenanceMargin.Finra4210 } };
        var slower = Strategy with { Costs = Strategy.Costs with { LatencyMilliseconds = 1 } };
        var capped = Strategy with { Costs = Strategy.Costs with { CommissionMaximum = 0.01m } };

        Assert.Equal(StrategyVersion.Of(Strategy), StrategyVersion.Of(renamed));
        Assert.NotEqual(StrategyVersion.Of(Strategy), StrategyVersion.Of(dearer));
        Assert.NotEqual(StrategyVersion.Of(Strategy), StrategyVersion.Of(capped));
        Assert.NotEqual(StrategyVersion.Of(Strategy), StrategyVersion.Of(slower));
        Assert.NotEqual(StrategyVersion.Of(Strategy), StrategyVersion.Of(watched));
    }

    // By Python: hashlib.sha256 of the seven lines 'instrument US:SPY', 'interval 1d', 'entry close > sma(3)', 'exit close < sma(3)',
    // 'sizing AllIn fractions', 'commission 0.001', 'slippage 0.0005'.
    [Fact]
    public void A_version_is_the_hash_of_the_document_with_its_rules_in_canonical_form() =>
        Assert.Equal("8024a917e321d73e2f0379c86dffca4b7b6b2f8ebb17b05b8947cbe2abf8ee0e", StrategyVersion.Of(Strategy));

    [Theory]
    [InlineData("rsi < 30", "RSI(14)<30")]
    [InlineData("rsi(14) < 30", "(rsi(close, length: 14) < 30)   # oversold")]
    [InlineData("close > 1 or close > 2 and close > 3", "close > 1 or (close > 2 and close > 3)")]
    [InlineData("spy: close > sma(200)", "SPY:close>sma(200)")]
    [InlineData("sar < close", "psar < close")]
    public void How_a_rule_is_written_changes_no_version(string one, string other)
    {
        Assert.Equal(VersionWith(one), VersionWith(other));
        Assert.Equal(StrategyVersion.Of(Short(one)), StrategyVersion.Of(Short(other)));
    }

    [Theory]
    [InlineData("rsi(14) < 30", "rsi(15) < 30")]
    [InlineData("close > 1 or close > 2 and close > 3", "(close > 1 or close > 2) and close > 3")]
    [InlineData("rsi(14) < 30", "rsi(14) <= 30")]
    public void Another_rule_is_another_version(string one, string other) => Assert.NotEqual(VersionWith(one), VersionWith(other));

    [Fact]
    public void How_the_ranking_is_written_changes_no_version()
    {
        Assert.Equal(StrategyVersion.Of(Ranked("roc(20) / stddev(20)")), StrategyVersion.Of(Ranked("(ROC(close, 20)/stddev(20))")));
        Assert.NotEqual(StrategyVersion.Of(Ranked("roc(20)")), StrategyVersion.Of(Ranked("roc(21)")));
    }

    private static string VersionWith(string entry) => StrategyVersion.Of(Strategy with { Rules = Strategy.Rules with { Entry = entry } });

    private static StrategyDocument Short(string entry) => Strategy with { Rules = Strategy.Rules with { ShortEntry = entry, ShortExit = entry } };

    private static StrategyDocument Ranked(string expression) =>
        Strategy with { Rules = Strategy.Rules with { Ranking = new Ranking(expression, HighestFirst: true) } };

    private static string DataOf(BarSeries bars) => new BacktestData([bars], []).Hash;

    private static BacktestPins PinsOf(BarSeries bars, int pieceSize)
    {
        using var digest = new RunDigest();
        for (var first = 0; first < bars.Count; first += pieceSize)
        {
            var piece = bars.Slice(first, Math.Min(pieceSize, bars.Count - first));
            digest.AddBars(piece);
            digest.AddEquity(piece.Close);
        }

        return digest.Finish(Request(Strategy), []);
    }

    private static BacktestRequest Request(StrategyDocument strategy) => new(strategy, 1_000m, DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
}
