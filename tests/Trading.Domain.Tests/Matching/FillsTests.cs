using Trading.Domain.Markets;
using Trading.Domain.Matching;
using Trading.Domain.Orders;

namespace Trading.Domain.Tests.Matching;

public sealed class FillsTests
{
    [Fact]
    public void A_commission_has_a_rate_an_amount_per_unit_and_a_minimum()
    {
        var commission = new Commission<decimal>(0.001m, 0.005m, 1);

        // 200 units at 10: 2 of rate and 1 per unit. Ten units: 0.15, raised to the minimum.
        Assert.Equal(3, Fills<decimal, BookedArithmetic>.Commission(10, 200, commission));
        Assert.Equal(1, Fills<decimal, BookedArithmetic>.Commission(10, 10, commission));
    }

    [Theory]
    [InlineData(1_000, 99)]   // 99 x 10 + max(1, 0.99 + 0.495) = 991.485; 100 units would cost 1,001.5
    [InlineData(21, 2)]       // 20 + the minimum of 1
    [InlineData(20.9, 1)]
    public void What_cash_buys_leaves_room_for_the_commission(double cash, double units) => Assert.Equal(
        (decimal)units, Fills<decimal, BookedArithmetic>.Affordable((decimal)cash, 10, new Commission<decimal>(0.001m, 0.005m, 1), lot: 1));

    [Theory]
    [InlineData(1_000, 25, 39)]       // 39 x 25 + the minimum of 1; 40 would cost 1,001
    [InlineData(25.25, 25, 1)]        // one percent of 25 is less than the minimum
    [InlineData(25.24, 25, 0)]
    [InlineData(101, 0.2, 500)]       // 100 + one percent of it, not the 2.5 of half a cent a unit
    [InlineData(100_000, 200, 499)]   // 499 x 200 + 2.495
    public void What_cash_buys_leaves_room_for_a_commission_with_a_maximum(double cash, double price, double units) => Assert.Equal(
        (decimal)units, Fills<decimal, BookedArithmetic>.Affordable((decimal)cash, (decimal)price, new Commission<decimal>(0, 0.005m, 1, 0.01m), lot: 1));

    [Fact]
    public void What_cash_buys_is_paid_for_with_it_and_one_more_is_not()
    {
        const int seed = 20261127;
        var random = new Random(seed);
        for (var run = 0; run < 20_000; run++)
        {
            var (cash, price) = (Math.Round((decimal)(random.NextDouble() * Math.Pow(10, random.Next(1, 7))), 2), Math.Round((decimal)(0.01 + (random.NextDouble() * Math.Pow(10, random.Next(0, 4)))), 4));
            decimal? maximum = random.Next(3) == 0 ? null : random.Next(1, 400) / 10_000m;
            var commission = new Commission<decimal>(random.Next(40) / 10_000m, random.Next(20) / 1_000m, random.Next(20) / 10m, maximum);
            var lot = random.Next(2);

            var count = Fills<decimal, BookedArithmetic>.Affordable(cash, price, commission, lot);
            var estimated = Fills<double, EstimatedArithmetic>.Affordable(
                (double)cash, (double)price,
                new Commission<double>((double)commission.Rate, (double)commission.PerUnit, (double)commission.Minimum, (double?)commission.Maximum), lot);

            var what = $"seed {seed}, run {run}: {count} or {estimated} for {cash} at {price}, {commission}, lot {lot}";
            Assert.True(count == 0 || Cost(count) <= cash, what);
            var more = count + (lot == 1 ? 1 : 0.00000002m);
            Assert.True(Cost(more) >= cash - 0.00000003m, what);   // each of the two amounts is rounded to eight decimals
            Assert.True(lot == 1 ? Math.Abs(estimated - (double)count) <= 1 : Math.Abs(estimated - (double)count) <= 3e-8 + (1e-12 * estimated), what);

            decimal Cost(decimal units) => BookedArithmetic.Money(price * units) + Fills<decimal, BookedArithmetic>.Commission(price, units, commission);
        }
    }

    [Fact]
    public void Units_are_counted_in_lots()
    {
        Assert.Equal(120, Fills<double, EstimatedArithmetic>.InLots(129.9, 10));
        Assert.Equal(129.9, Fills<double, EstimatedArithmetic>.InLots(129.9, 0));
        Assert.Equal(0.12345678m, Fills<decimal, BookedArithmetic>.InLots(0.123456789m, 0));
    }

    [Fact]
    public void An_order_moves_the_price_by_the_square_of_its_share()
    {
        // A tenth of the volume: 0.5 x 0.01.
        Assert.Equal(0.005m, Fills<decimal, BookedArithmetic>.Impact(0.5m, 100, 1_000));
        Assert.Equal(0, Fills<decimal, BookedArithmetic>.Impact(0.5m, 100, 0));
    }

    [Theory]
    [InlineData("2024-06-03", 100, 250, 0.72)]        // 25,000 x 27.80 a million is 0.695, and 100 x 0.000166 is 0.0166: 0.70 and 0.02
    [InlineData("2024-06-03", 60_000, 10, 24.98)]     // 16.68, and 9.96 that is capped at 8.30
    [InlineData("2024-06-03", 4_000, 250, 28.47)]     // 27.80 to the cent is not raised; 0.664 is
    [InlineData("2025-06-02", 100, 250, 0.02)]        // the SEC charged nothing
    [InlineData("2004-06-01", 100, 50, 0.12)]         // 5,000 x 23.40 a million is 0.117
    public void A_sale_of_american_shares_pays_each_fee_rounded_up_to_the_cent(string date, double units, double price, double charges)
    {
        var day = DateOnly.Parse(date);

        Assert.Equal((decimal)charges, Fills<decimal, BookedArithmetic>.SaleCharges((decimal)price, (decimal)units, Segment.UnitedStates, day));
        Assert.Equal(charges, Fills<double, EstimatedArithmetic>.SaleCharges(price, units, Segment.UnitedStates, day), 1e-12);
    }

    [Fact]
    public void A_sale_of_korean_shares_pays_its_tax() =>
        Assert.Equal(1_582.02m, Fills<decimal, BookedArithmetic>.SaleCharges(79_900, 11, Segment.Kospi, new DateOnly(2024, 1, 4)));   // 0.18 % of 878,900

    [Fact]
    public void Booked_and_estimated_fills_differ_by_rounding_alone()
    {
        const int seed = 20261128;
        var random = new Random(seed);
        for (var run = 0; run < 5_000; run++)
        {
            var (cash, price) = (Math.Round(random.NextDouble() * 100_000, 2), Math.Round(0.5 + (random.NextDouble() * 500), 4));
            var (rate, perUnit, minimum) = (random.Next(40) / 10_000.0, random.Next(20) / 1_000.0, random.Next(20) / 10.0);
            var side = (Side)random.Next(2);

            var booked = Fills<decimal, BookedArithmetic>.Affordable(
                (decimal)cash, (decimal)price, new Commission<decimal>((decimal)rate, (decimal)perUnit, (decimal)minimum), 0);
            var estimated = Fills<double, EstimatedArithmetic>.Affordable(cash, price, new Commission<double>(rate, perUnit, minimum), 0);

            var what = $"seed {seed}, run {run}: {cash} at {price}, {rate} + {perUnit}, least {minimum}, {side}";
            Assert.True(Math.Abs((double)booked - estimated) <= 3e-8 + (1e-12 * estimated), what);
            Assert.Equal((double)Fills<decimal, BookedArithmetic>.Price(side, (decimal)price, (decimal)rate),
                Fills<double, EstimatedArithmetic>.Price(side, price, rate), 1e-10);
        }
    }
}
