using Trading.Domain.Markets;
using Trading.Domain.Matching;

namespace Trading.Domain.Tests.Markets;

/// <summary>Expected values: the examples on the brokers' own pages, and by hand where a comment says so.</summary>
public sealed class CommissionPlansTests
{
    [Theory]
    [InlineData(CommissionPlan.IbkrFixed, 100, 25, 1)]          // the three examples of interactivebrokers.co.uk for fixed pricing
    [InlineData(CommissionPlan.IbkrFixed, 1_000, 25, 5)]
    [InlineData(CommissionPlan.IbkrFixed, 1_000, 0.25, 2.5)]    // one percent of 250, not 5
    [InlineData(CommissionPlan.IbkrFixed, 10, 2, 0.2)]          // one percent of 20, though the minimum is 1
    [InlineData(CommissionPlan.Alpaca, 1_000, 25, 0)]
    [InlineData(CommissionPlan.Kis, 10, 70_000, 98.3689)]       // 0.0140527 % of 700,000
    [InlineData(CommissionPlan.Kiwoom, 10, 100_000, 150)]       // 150 won a million
    [InlineData(CommissionPlan.Ls, 10, 100_000, 150)]
    public void A_fill_costs_what_the_broker_publishes(CommissionPlan plan, double units, double price, double expected)
    {
        var (rate, perUnit, minimum, maximum) = CommissionPlans.Of(plan);

        Assert.Equal((decimal)expected, Fills<decimal, BookedArithmetic>.Commission((decimal)price, (decimal)units, new Commission<decimal>(rate, perUnit, minimum, maximum)));
    }

    [Fact]
    public void Every_plan_has_a_market_and_a_schedule() => Assert.All(Enum.GetValues<CommissionPlan>(), plan =>
    {
        Assert.Contains(CommissionPlans.MarketOf(plan), Market.All);
        Assert.InRange(CommissionPlans.Of(plan).Rate, 0, 0.01m);
    });
}
