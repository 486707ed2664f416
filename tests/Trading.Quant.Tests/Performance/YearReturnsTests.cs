using Trading.Quant.Performance;

namespace Trading.Quant.Tests.Performance;

public sealed class YearReturnsTests
{
    [Fact]
    public void Months_and_years_are_compounded_from_the_last_equity_before_them()
    {
        var curve = At(100, ("2023-11-15", 110), ("2023-11-30", 121), ("2024-01-02", 60.5), ("2024-01-31", 133.1), ("2024-02-01", 66.55));

        var years = YearReturns.Of(curve);

        // November 2023: 121 / 100 - 1; no bar in December; January 2024: 133.1 / 121 - 1; February: 66.55 / 133.1 - 1; 2024: 66.55 / 121 - 1. By hand.
        Assert.Equal([2023, 2024], years.Select(year => year.Year));
        Assert.Equal([(10, 0.21)], Known(years[0]));
        Assert.Equal([(0, 0.1), (1, -0.5)], Known(years[1]));
        Assert.Equal([0.21, -0.45], years.Select(year => Math.Round(year.Total, 12)));
    }

    [Fact]
    public void The_last_minute_of_a_month_belongs_to_it()
    {
        var curve = At(100, ("2024-01-31T23:59:00Z", 110), ("2024-02-01T00:00:00Z", 121));

        Assert.Equal([(0, 0.1), (1, 0.1)], Known(Assert.Single(YearReturns.Of(curve))));
    }

    [Fact]
    public void A_year_without_a_bar_has_no_row()
    {
        var curve = At(100, ("2020-06-01", 110), ("2023-06-01", 121));

        Assert.Equal([2020, 2023], YearReturns.Of(curve).Select(year => year.Year));
    }

    [Fact]
    public void The_months_of_a_long_curve_compound_to_its_total_return()
    {
        var curve = ACurve.OfReturns(ACurve.Noise(41, 1500), 252);

        var years = YearReturns.Of(curve);

        var total = ReturnFigures.Of(curve).TotalReturn;
        Assert.Equal(1 + total, years.SelectMany(year => year.Months).Where(double.IsFinite).Aggregate(1.0, (value, change) => value * (1 + change)), 1e-9);
        Assert.Equal(1 + total, years.Aggregate(1.0, (value, year) => value * (1 + year.Total)), 1e-9);
    }

    private static IEnumerable<(int Month, double Return)> Known(YearReturns year) =>
        year.Months.Select((value, month) => (month, Math.Round(value, 12))).Where(each => double.IsFinite(each.Item2));

    private static EquityCurve At(double initial, params (string Time, double Equity)[] bars) => new(
        bars.Select(bar => DateTimeOffset.Parse(bar.Time, null, System.Globalization.DateTimeStyles.AssumeUniversal).UtcTicks).ToArray(),
        bars.Select(bar => bar.Equity).ToArray(), initial, 252);
}
