using Trading.Quant.Performance;

namespace Trading.Quant.Tests.Performance;

public sealed class MoneyWeightedTests
{
    private static readonly DateOnly Start = new(2023, 1, 1);

    [Fact]
    public void The_rate_is_the_one_of_the_example_in_Excels_manual()
    {
        // Microsoft's page of the function XIRR: 0.373362535, found to 0.000001 percent.
        var rate = MoneyWeighted.Of(
        [
            new(new(2008, 1, 1), -10_000), new(new(2008, 3, 1), 2_750), new(new(2008, 10, 30), 4_250), new(new(2009, 2, 15), 3_250), new(new(2009, 4, 1), 2_750),
        ]);

        Assert.Equal(0.373362535, rate.Annual, tolerance: 1e-8);
    }

    [Fact]
    public void Two_rates_are_both_named_and_neither_is_chosen()
    {
        // 100 * 1.1 * 1.2 = 132 and 100 * (1.1 + 1.2) = 230: both 10 % and 20 % solve it.
        var rate = MoneyWeighted.Of(Yearly(-100, 230, -132));

        Assert.Equal([0.1, 0.2], rate.Rates.Select(value => Math.Round(value, 9)));
        Assert.True(double.IsNaN(rate.Annual));
        Assert.True(double.IsNaN(rate.OverPeriod));
    }

    [Fact]
    public void Flows_that_no_rate_solves_have_none()
    {
        // 100 x^2 - 230 x + 133 = 0 has the discriminant 230^2 - 4 * 100 * 133 = -300.
        Assert.Empty(MoneyWeighted.Of(Yearly(-100, 230, -133)).Rates);
        Assert.Empty(MoneyWeighted.Of(Yearly(-100, -10)).Rates);
        Assert.Empty(MoneyWeighted.Of([]).Rates);
    }

    [Theory]
    [InlineData(1, 120, 0.2)]
    [InlineData(1, 0.01, -0.9999)]
    [InlineData(10, 259.37424601, 1.5937424601)]
    public void Over_the_whole_time_money_grows_to_what_came_back(int days, double back, double growth)
    {
        // A day of 20 % is beyond any yearly rate that is of use, and is the right answer over the day.
        var rate = MoneyWeighted.Of([new(Start, -100), new(Start.AddDays(days), back)]);

        Assert.Equal(growth, rate.OverPeriod, 9);
    }

    [Fact]
    public void An_account_is_put_in_at_its_first_value_and_comes_back_at_its_last()
    {
        // 100 at the start and 50 after a year became 171 after two: 100 x^2 + 50 x = 171 gives x = (-50 + sqrt(2500 + 68400)) / 200.
        ValuedDay[] days = [new(Start.AddDays(365), 155, PaidIn: 50), new(Start.AddDays(730), 171)];

        var rate = MoneyWeighted.Of(Start, 100, days);

        Assert.Equal(((Math.Sqrt(70_900) - 50) / 200) - 1, rate.Annual, 10);
        Assert.Equal(2, rate.Years);
    }

    private static IEnumerable<CashFlow> Yearly(params double[] amounts) => amounts.Select((amount, year) => new CashFlow(Start.AddDays(365 * year), amount));
}
