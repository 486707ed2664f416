using Trading.Domain.MarketData;
using Trading.Quant.Backtests;
using Trading.Quant.Performance;

namespace Trading.Quant.Tests.Performance;

public sealed class ExcursionTests
{
    // Low and high of four daily bars.
    private static readonly BarSeries Bars = BarSeries.FromBars([.. new[] { (90.0, 105.0), (95, 120), (80, 110), (50, 200) }.Select((bar, day) =>
        new Bar(new DateTimeOffset(ACurve.Day(day), TimeSpan.Zero), 100, bar.Item2, bar.Item1, 100, 1))]);

    [Fact]
    public void The_bars_before_the_exit_count_whole_and_the_exit_with_its_fill_alone()
    {
        var trade = new BacktestTrade(ACurve.Day(0), 100, 1, 0, ACurve.Day(2), 125);

        // Low 90 on day 0, high 120 on day 1; day 2 counts with the exit at 125 and not with its low of 80.
        Assert.Equal(new Excursion(0.1, 0.25), Rounded(Excursion.Of(trade, Bars)));
    }

    [Fact]
    public void What_is_adverse_to_a_long_position_is_favourable_to_a_short_one()
    {
        var trade = new BacktestTrade(ACurve.Day(0), 100, 1, 0, ACurve.Day(2), 125) { IsShort = true };

        Assert.Equal(new Excursion(0.25, 0.1), Rounded(Excursion.Of(trade, Bars)));
    }

    [Fact]
    public void An_open_trade_has_seen_every_bar_since_its_entry() =>
        Assert.Equal(new Excursion(0.5, 1), Excursion.Of(new BacktestTrade(ACurve.Day(1), 100, 1, 0), Bars));

    [Fact]
    public void A_trade_that_only_gained_has_no_adverse_excursion() =>
        Assert.Equal(new Excursion(0, 0.1), Rounded(Excursion.Of(new BacktestTrade(ACurve.Day(3), 100, 1, 0, ACurve.Day(3), 110), Bars)));

    // In at 100, then as much at 120: the mean is 110, and the high of 105 in between is below it.
    [Theory]
    [InlineData(false, 0.1, 0)]
    [InlineData(true, 0, 0.1)]
    public void A_position_that_never_reached_its_mean_price_has_no_excursion_on_that_side(bool isShort, double adverse, double favourable) =>
        Assert.Equal(new Excursion(adverse, favourable), Rounded(Excursion.Between(isShort, entryPrice: 110, low: 99, high: 105)));

    private static Excursion Rounded(Excursion excursion) => new(Math.Round(excursion.Adverse, 12), Math.Round(excursion.Favourable, 12));
}
