using Trading.Domain.Accounts;
using Trading.Domain.Exits;
using Trading.Domain.Markets;
using Trading.Domain.Matching;
using Trading.Domain.Orders;
using Trading.Domain.Values;

namespace Trading.Domain.Tests.Exits;

public sealed class GuardRulesTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);
    private static readonly ExitPlan Full = new()
    {
        StopLoss = new ExitLevel(), Target = new ExitLevel { Rate = 0.2m }, Trailing = new ExitTrail { Rate = 0.1m },
    };

    [Theory]
    [InlineData("100 104 95.01", GuardStatus.Watching, null, null)]
    [InlineData("100 104 95.00", GuardStatus.Exiting, "stop-loss", 95.0)]      // five percent below 100
    [InlineData("94 104 90", GuardStatus.Exiting, "stop-loss", 94.0)]          // a gap through the stop: the open is what there is
    [InlineData("100 120 99", GuardStatus.Exiting, "target", 120.0)]
    [InlineData("125 130 99", GuardStatus.Exiting, "target", 125.0)]
    [InlineData("100 121 94", GuardStatus.Exiting, "stop-loss", 95.0)]         // both within one bar: the stop first, as in a back-test
    [InlineData("121 122 94", GuardStatus.Exiting, "target", 121.0)]           // but the open before everything
    public void A_bar_reaches_the_open_then_the_stop_then_the_target(string bar, GuardStatus status, string? reached, double? price)
    {
        var guard = GuardRules.See(Guard(Full with { Trailing = null }), Bar(bar), Start.AddDays(1));

        Assert.Equal((status, reached, (decimal?)price), (guard.Status, guard.Reached, guard.ReachedPrice?.Value));
    }

    [Fact]
    public void A_trailing_stop_follows_the_best_price_of_the_bars_before()
    {
        var guard = Guard(new ExitPlan { Trailing = new ExitTrail { Amount = 5 } });

        // The high of 110 counts only after its bar: within it nobody knows which of 110 and 100 came first.
        guard = GuardRules.See(guard, Bar("100 110 100"), Start.AddDays(1));
        Assert.Equal((GuardStatus.Watching, 105m), (guard.Status, GuardRules.StopOf(guard)!.Value.Price.Value));
        guard = GuardRules.See(guard, Bar("108 109 104.9"), Start.AddDays(2));

        Assert.Equal((GuardStatus.Exiting, "trailing-stop", 105m), (guard.Status, guard.Reached, guard.ReachedPrice!.Value.Value));
    }

    [Fact]
    public void A_bar_that_was_seen_is_not_seen_again_and_one_that_was_reached_stays_reached()
    {
        var watching = GuardRules.See(Guard(Full), Bar("100 104 99"), Start.AddDays(1));
        var exiting = GuardRules.See(watching, Bar("90 90 90"), Start.AddDays(2));

        Assert.Equal(watching, GuardRules.See(watching, Bar("50 50 50"), Start.AddDays(1)));
        Assert.Equal(exiting, GuardRules.See(exiting, Bar("150 150 150"), Start.AddDays(3)));
    }

    [Fact]
    public void A_stop_never_moves_away_and_what_is_bought_and_what_is_sold_short_are_mirror_images()
    {
        var reached = 0;
        for (var seed = 1; seed <= 1000; seed++)
        {
            var random = new Random(seed);
            var plan = new ExitPlan
            {
                StopLoss = random.Next(2) == 0 ? null : new ExitLevel { Price = 90 },
                Target = random.Next(2) == 0 ? null : new ExitLevel { Price = 115 },
                Trailing = new ExitTrail { Amount = random.Next(3, 20) },
            };
            // Mirrored at 100: 90 becomes 110.
            var mirrored = plan with
            {
                StopLoss = plan.StopLoss is null ? null : new ExitLevel { Price = 110 }, Target = plan.Target is null ? null : new ExitLevel { Price = 85 },
            };
            var (bought, sold, price) = (Guard(plan), Guard(mirrored, Side.Sell), 100m);
            for (var bar = 1; bar <= 30; bar++)
            {
                var (open, high, low) = (price + random.Next(-2, 3), price + random.Next(3, 6), price - random.Next(3, 6));
                var before = GuardRules.StopOf(bought)!.Value.Price.Value;
                bought = GuardRules.See(bought, new BarPrices<decimal>(open, high, low), Start.AddDays(bar));
                sold = GuardRules.See(sold, new BarPrices<decimal>(200 - open, 200 - low, 200 - high), Start.AddDays(bar));

                Assert.True(GuardRules.StopOf(bought)!.Value.Price.Value >= before, $"seed {seed}, bar {bar}");
                Assert.True(
                    (bought.Status, bought.Reached, bought.ReachedPrice?.Value) == (sold.Status, sold.Reached, 200 - sold.ReachedPrice?.Value), $"seed {seed}, bar {bar}");
                // What the worst price of the bar has not come to is not reached.
                if (bought is { Status: GuardStatus.Exiting } && bought.Seen == Start.AddDays(bar))
                {
                    Assert.True(bought.Reached == "target" ? high >= 115 : low <= before, $"seed {seed}, bar {bar}");
                    reached++;
                }

                price += random.Next(-3, 4);
            }
        }

        Assert.True(reached > 500, $"{reached} reached");
    }

    [Fact]
    public void The_exit_is_made_once_the_instrument_is_clear_and_is_as_large_as_what_is_left()
    {
        var reached = GuardRules.See(Guard(Full), Bar("90 90 90"), Start.AddDays(1));

        Assert.Equal(reached, GuardRules.Next(reached, isClear: false, isMade: false, units: 100));
        var first = GuardRules.Next(reached, isClear: true, isMade: false, units: 70);
        Assert.Equal((new OrderId("guard-1-1"), new Quantity(70)), (first.Exit!.Value, first.ExitSize));
        Assert.Equal(first, GuardRules.Next(first, isClear: true, isMade: false, units: 70));
        Assert.Equal(first, GuardRules.Next(first, isClear: false, isMade: true, units: 70));

        // It traded 30 and was cancelled: another one closes what it left.
        var second = GuardRules.Next(first, isClear: true, isMade: true, units: 40);
        Assert.Equal((new OrderId("guard-1-2"), new Quantity(40)), (second.Exit!.Value, second.ExitSize));
        Assert.Equal(GuardStatus.Ended, GuardRules.Next(second, isClear: true, isMade: true, units: 0).Status);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-50)]
    public void A_guard_ends_with_its_position_and_leaves_one_in_the_other_direction_alone(int units)
    {
        Assert.Equal(GuardStatus.Ended, GuardRules.Next(Guard(Full), isClear: true, isMade: false, units).Status);
        Assert.Equal(GuardStatus.Watching, GuardRules.Next(Guard(Full), isClear: true, isMade: false, 50).Status);
    }

    [Fact]
    public void Exits_that_are_refused_again_and_again_are_given_up()
    {
        var guard = GuardRules.See(Guard(Full), Bar("90 90 90"), Start.AddDays(1));
        for (var attempt = 1; attempt <= GuardRules.MaxAttempts; attempt++)
            guard = GuardRules.Next(guard, isClear: true, isMade: true, units: 100);

        Assert.Equal((GuardStatus.Exiting, GuardRules.MaxAttempts), (guard.Status, guard.Attempts));
        Assert.Equal(GuardStatus.Stuck, GuardRules.Next(guard, isClear: true, isMade: true, units: 100).Status);
    }

    private static Guard Guard(ExitPlan plan, Side side = Side.Buy) => GuardRules.Set(
        "guard-1", new GuardedPosition(new UserId("owner"), new AccountId("account-1"), InstrumentId.Create(Market.US, "SPY"), Segment.UnitedStates), side, plan,
        new Price(100), new Price(100), Start, Start);

    private static BarPrices<decimal> Bar(string text)
    {
        var prices = text.Split(' ').Select(price => decimal.Parse(price, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        return new BarPrices<decimal>(prices[0], prices[1], prices[2]);
    }
}
