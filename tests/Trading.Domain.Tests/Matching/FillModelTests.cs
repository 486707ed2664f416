using Trading.Domain.Matching;
using Trading.Domain.Orders;
using Trading.Domain.Values;

namespace Trading.Domain.Tests.Matching;

public sealed class FillModelTests
{
    [Fact]
    public void Units_fill_whole_at_the_open()
    {
        var fill = FillModel.AtOpen(Side.Sell, Units(7), new Price(250), new FillCosts(0.001m, 0));

        Assert.Equal(new MarketFill(new Quantity(7), new Price(250), new Money(1.75m)), fill);
    }

    [Theory]
    [InlineData(Side.Buy, "101")]
    [InlineData(Side.Sell, "99")]
    public void Slippage_makes_the_price_worse_for_either_side(Side side, string expected)
    {
        var fill = FillModel.AtOpen(side, Units(1), new Price(100), new FillCosts(0, 0.01m));

        Assert.Equal(decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), fill!.Price.Value);
    }

    [Fact]
    public void Cash_buys_down_to_the_eighth_decimal_with_the_commission_inside()
    {
        // 1000 / (3 * 1.001) = 333.00033300033…
        var fill = FillModel.AtOpen(Side.Buy, Cash(1000), new Price(3), new FillCosts(0.001m, 0));

        Assert.Equal(333.000333m, fill!.Quantity.Value);
        Assert.True(fill.Price * fill.Quantity + fill.Commission <= new Money(1000));
    }

    [Fact]
    public void Cash_for_whole_units_leaves_the_rest()
    {
        var fill = FillModel.AtOpen(Side.Buy, Cash(1000, wholeUnits: true), new Price(3), new FillCosts(0.001m, 0));

        Assert.Equal(333, fill!.Quantity.Value);
    }

    [Theory]
    [InlineData("0", "10", false)]
    [InlineData("9", "10", true)]
    [InlineData("1000", "-37.63", false)]
    [InlineData("1000", "0", false)]
    [InlineData("0.00000001", "1000", false)]
    [InlineData("1000000000000000", "0.0000001", false)]
    public void Cash_that_cannot_buy_gives_no_fill(string cash, string open, bool wholeUnits)
    {
        var culture = System.Globalization.CultureInfo.InvariantCulture;

        var fill = FillModel.AtOpen(Side.Buy, Cash(decimal.Parse(cash, culture), wholeUnits), new Price(decimal.Parse(open, culture)), default);

        Assert.Null(fill);
    }

    [Fact]
    public void A_buy_never_costs_more_than_the_cash_and_leaves_less_than_one_more_step_costs()
    {
        const int seed = 99;
        var random = new Random(seed);
        for (var run = 0; run < 5000; run++)
        {
            var cash = decimal.Round((decimal)random.NextDouble() * 1_000_000, 8);
            var open = decimal.Round((decimal)random.NextDouble() * 700, 4) + 0.0001m;
            var whole = random.Next(2) == 0;
            var costs = new FillCosts(random.Next(30) / 10_000m, random.Next(30) / 10_000m);
            if (FillModel.AtOpen(Side.Buy, Cash(cash, whole), new Price(open), costs) is not { } fill)
                continue;

            var spent = fill.Price * fill.Quantity + fill.Commission;
            var step = whole ? 1 : 0.00000001m;
            var context = $"seed {seed}, run {run}: cash {cash}, open {open}, {costs}";
            Assert.True(spent.Value <= cash, context);
            Assert.True(cash - spent.Value <= (step * fill.Price.Value * (1 + costs.CommissionRate)) + 0.00000003m, context);
        }
    }

    private static OrderSize.Units Units(decimal quantity) => new OrderSize.Units(new Quantity(quantity));

    private static OrderSize.Cash Cash(decimal amount, bool wholeUnits = false) => new OrderSize.Cash(new Money(amount), wholeUnits);
}
