using Trading.Quant.Performance;

namespace Trading.Quant.Tests.Performance;

public sealed class TimeWeightedTests
{
    private static readonly DateOnly Start = new(2024, 1, 31);

    [Fact]
    public void Money_paid_in_half_way_does_not_change_the_return()
    {
        // Investopedia, Time-Weighted Rate of Return, scenario 1: 16.25 % and -5.56 % make 9.79 %.
        var curve = TimeWeighted.Curve(1_000_000, [new(Start, 1_162_484), new(Start.AddDays(1), 1_192_328, PaidIn: 100_000)], 252)!;

        Assert.Equal([0.1625, -0.0556], curve.Returns.ToArray().Select(value => Math.Round(value, 4)));
        Assert.Equal(0.0979, ReturnFigures.Of(curve).TotalReturn, 4);
    }

    [Fact]
    public void Money_taken_out_half_way_does_not_change_the_return()
    {
        // The same page, scenario 2: the same returns after 100,000 were taken out.
        var curve = TimeWeighted.Curve(1_000_000, [new(Start, 1_062_484, TakenOut: 100_000), new(Start.AddDays(1), 1_003_440)], 252)!;

        Assert.Equal([0.1625, -0.0556], curve.Returns.ToArray().Select(value => Math.Round(value, 4)));
        Assert.Equal(0.0979, ReturnFigures.Of(curve).TotalReturn, 4);
    }

    [Fact]
    public void Days_before_the_first_money_and_after_the_last_return_nothing()
    {
        // Nothing; 100 become 110; all of it goes; nothing.
        var curve = TimeWeighted.Curve(0, [new(Start, 0), new(Start.AddDays(1), 110, PaidIn: 100), new(Start.AddDays(2), 0, TakenOut: 110), new(Start.AddDays(3), 0)], 252)!;

        Assert.Equal([0, 0.1, 0, 0], curve.Returns.ToArray().Select(value => Math.Round(value, 12)));
    }

    [Fact]
    public void A_debt_has_no_return() => Assert.Null(TimeWeighted.Curve(100, [new(Start, -10), new(Start.AddDays(1), -5)], 252));

    [Fact]
    public void Days_add_up_to_months_and_years_beside_the_benchmark()
    {
        // 31 January: 100 to 110. February: 110 to 99 and on to 121. The benchmark: 5 %, then -10 % and 20 %, together 0.9 * 1.2 - 1 = 8 %.
        var curve = TimeWeighted.Curve(100, [new(Start, 110), new(Start.AddDays(1), 99), new(Start.AddDays(2), 121)], 252, new[] { 0.05, -0.1, 0.2 })!;

        Assert.Equal(
            [(new DateOnly(2024, 1, 31), new DateOnly(2024, 1, 31), 0.1, 0.05), (new DateOnly(2024, 2, 1), new DateOnly(2024, 2, 2), 0.1, 0.08)],
            PeriodReturn.Of(curve, ReturnPeriod.Month).Select(Rounded));
        Assert.Equal([(Start, new DateOnly(2024, 2, 2), 0.21, 0.134)], PeriodReturn.Of(curve, ReturnPeriod.Year).Select(Rounded));
        Assert.Equal([0.1, -0.1, 0.2222], PeriodReturn.Of(curve, ReturnPeriod.Day).Select(day => Math.Round(day.Return, 4)));
    }

    private static (DateOnly From, DateOnly To, double Return, double Benchmark) Rounded(PeriodReturn period) =>
        (period.From, period.To, Math.Round(period.Return, 12), Math.Round(period.BenchmarkReturn, 12));
}
