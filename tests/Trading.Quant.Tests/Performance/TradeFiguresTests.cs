using Trading.Quant.Backtests;
using Trading.Quant.Performance;

namespace Trading.Quant.Tests.Performance;

public sealed class TradeFiguresTests
{
    private static readonly EquityCurve TenDays = ACurve.Of([.. Enumerable.Repeat(1000.0, 10)], 1000, periodsPerYear: 10);

    /// <summary>
    /// Worked by hand. Gains after commissions of 1 a side: A 8 x (12 - 10) - 2 = 14; B 8 x (9 - 10) - 2 = -10; C, short, 8 x (10 - 8) - 2 = 14;
    /// D 8 x (16 - 10) - 2 = 46; E 8 x (10.25 - 10) - 2 = 0; F 8 x (6 - 10) - 2 = -34; G is open.
    /// </summary>
    private static readonly BacktestTrade[] Trades =
    [
        Trade(0, 1, 12), Trade(1, 2, 9), Trade(2, 3, 8) with { IsShort = true }, Trade(3, 5, 16), Trade(5, 6, 10.25), Trade(5, 7, 6),
        new(ACurve.Day(8), 10, 8, 1),
    ];

    private readonly TradeFigures figures = TradeFigures.Of(TenDays, Trades, []);

    [Fact]
    public void Wins_and_losses_are_told_after_commissions()
    {
        Assert.Equal((6, 1), (figures.Closed, figures.Open));
        Assert.Equal(0.5, figures.WinRate);                             // A, C, D of six; E is neither
        Near(30, figures.NetProfit);
        Near(5, figures.Expectancy);
        Near(74.0 / 44, figures.ProfitFactor);                          // 14 + 14 + 46 over 10 + 34
        Near((74.0 / 3) / 22, figures.PayoffRatio);
        Assert.Equal((14.0, 46.0, -22.0, -22.0, -34.0), (figures.MedianWin, figures.LargestWin, figures.AverageLoss, figures.MedianLoss, figures.LargestLoss));
        Near(74.0 / 3, figures.AverageWin);
        Near(5.0 / 81, figures.AverageReturn);                          // every entry's value with its commission: 81
    }

    [Fact]
    public void Streaks_go_by_the_time_of_the_exits_and_a_trade_without_gain_or_loss_ends_them()
    {
        // W L W W 0 L
        Assert.Equal((2, 1), (figures.LongestWinStreak, figures.LongestLossStreak));
        Assert.Equal((2, 1), Streaks([.. Trades.Reverse()]));
        Assert.Equal((1, 2), Streaks([Trade(0, 1, 9), Trade(1, 2, 9), Trade(2, 3, 12)]));
    }

    [Fact]
    public void The_system_quality_number_is_the_root_of_the_trades_times_mean_over_deviation()
    {
        // Gains 14, -10, 14, 46, 0, -34: mean 5, squared distances 3614 in all, sample variance 722.8.
        Near(Math.Sqrt(6) * 5 / Math.Sqrt(722.8), figures.SystemQuality);
    }

    [Fact]
    public void Time_in_trades_counts_bars_and_days()
    {
        Near(8.0 / 6, figures.AverageBars);                             // 1, 1, 1, 2, 1, 2
        Near(8.0 / 6, figures.AverageDays);
        Near(0.9, figures.TimeInMarket);                                // days 0 to 6 and 8 to 9: E and F overlap, a bar counts once
    }

    [Fact]
    public void Commissions_are_set_against_the_gain_before_them()
    {
        Assert.Equal(13, figures.FeesPaid);
        Near(12.0 / 42, figures.CommissionShare);
        Assert.True(double.IsNaN(TradeFigures.Of(TenDays, [Trade(0, 1, 9)], []).CommissionShare));
    }

    [Fact]
    public void Turnover_is_half_of_what_was_traded_over_the_mean_equity_a_year()
    {
        // Seven entries at 80; exits 8 x (12 + 9 + 8 + 16 + 10.25 + 6) = 490; ten bars are a year here.
        Near(1050.0 / 2 / 1000, figures.Turnover);
    }

    [Fact]
    public void Exposure_that_is_known_says_when_the_market_was_held()
    {
        var curve = ACurve.Of([100, 100, 100, 100], 100, exposure: [0, 0.5, 1.5, 0]);

        var known = TradeFigures.Of(curve, [], []);

        Assert.Equal((0.5, 0.5), (known.TimeInMarket, known.AverageExposure));
        Assert.True(double.IsNaN(figures.AverageExposure));
    }

    [Fact]
    public void Excursions_are_averaged_over_all_trades()
    {
        var measured = TradeFigures.Of(TenDays, Trades[..2], [new(0.1, 0.3), new(0.3, 0.1)]);

        Assert.Equal((0.2, 0.2), (measured.AverageAdverseExcursion, measured.AverageFavourableExcursion));
        Assert.True(double.IsNaN(figures.AverageAdverseExcursion));
        Assert.Throws<ArgumentException>(() => TradeFigures.Of(TenDays, Trades, [new(0, 0)]));
    }

    [Fact]
    public void Without_trades_every_average_is_unknown_and_every_count_is_zero()
    {
        var none = TradeFigures.Of(TenDays, [], []);

        Assert.Equal((0, 0, 0, 0, 0), (none.Closed, none.Open, none.NetProfit, none.Turnover, none.TimeInMarket));
        Assert.All(
            new[] { none.WinRate, none.ProfitFactor, none.Expectancy, none.PayoffRatio, none.LargestWin, none.MedianLoss, none.SystemQuality, none.AverageBars },
            figure => Assert.True(double.IsNaN(figure)));
    }

    private static (int Wins, int Losses) Streaks(BacktestTrade[] trades)
    {
        var figures = TradeFigures.Of(TenDays, trades, []);
        return (figures.LongestWinStreak, figures.LongestLossStreak);
    }

    private static BacktestTrade Trade(int entry, int exit, double exitPrice) =>
        new(ACurve.Day(entry), 10, 8, 1, ACurve.Day(exit), exitPrice, 1);

    private static void Near(double expected, double actual) => Assert.Equal(expected, actual, 1e-12);
}
