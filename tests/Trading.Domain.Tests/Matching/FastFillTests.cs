using Trading.Domain.Matching;
using Trading.Domain.Orders;
using Trading.Domain.Values;

namespace Trading.Domain.Tests.Matching;

public sealed class FastFillTests
{
    [Fact]
    public void The_fast_fill_is_the_booked_fill_but_for_the_rounding_of_the_books()
    {
        var random = new Random(20261121);
        for (var i = 0; i < 5_000; i++)
        {
            var open = (decimal)Math.Round(0.5 + (random.NextDouble() * 1000), 4);
            var cash = (decimal)Math.Round(1000 + (random.NextDouble() * 1_000_000), 2);
            var costs = new FillCosts((decimal)Math.Round(random.NextDouble() * 0.01, 5), (decimal)Math.Round(random.NextDouble() * 0.01, 5));
            var wholeUnits = random.Next(2) == 0;

            var booked = FillModel.AtOpen(Side.Buy, new OrderSize.Cash(new Money(cash), wholeUnits), new Price(open), costs)!;
            var price = FastFill.Price(Side.Buy, (double)open, (double)costs.SlippageRate);
            var quantity = FastFill.Affordable((double)cash, price, (double)costs.CommissionRate, wholeUnits);

            var what = $"seed 20261121, case {i}: {cash} at {open}, {costs}, whole {wholeUnits}";
            Assert.True(Math.Abs((double)booked.Price.Value - price) <= 1e-9 * price, what);
            Assert.True(Math.Abs((double)booked.Quantity.Value - quantity) <= (wholeUnits ? 0 : 2e-8), what);
            Assert.True(Math.Abs((double)booked.Commission.Value - FastFill.Commission(price, quantity, (double)costs.CommissionRate)) <= 1e-4, what);
        }
    }

    [Theory]
    [InlineData(0, 10, false)]
    [InlineData(9, 10, true)]
    [InlineData(1000, -37.63, false)]
    [InlineData(1000, 0, false)]
    public void Cash_that_cannot_buy_buys_nothing(double cash, double price, bool wholeUnits) =>
        Assert.Equal(0, FastFill.Affordable(cash, price, 0, wholeUnits));
}
