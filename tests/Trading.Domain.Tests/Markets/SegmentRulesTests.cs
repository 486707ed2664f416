using Trading.Domain.Markets;

namespace Trading.Domain.Tests.Markets;

/// <summary>Expected values: as with the types whose rules are joined.</summary>
public sealed class SegmentRulesTests
{
    [Fact]
    public void A_korean_share_and_an_american_one_have_the_rules_of_their_exchanges()
    {
        var date = new DateOnly(2024, 6, 3);

        var korean = SegmentRules.Of(Segment.Kospi, date);
        var american = SegmentRules.Of(Segment.UnitedStates, date);

        Assert.Equal(("KRX", "KRW", 1m, 0.30m, 0.0018m, default), (korean.Market.Code, korean.Market.Currency, korean.Lot, korean.DailyLimit, korean.SaleTaxRate, korean.Fees));
        Assert.Equal((7, 50), (korean.Ticks.Bands.Count, korean.Ticks.Bands[3].Tick));
        Assert.Equal(("US", "USD", 0m, null, 0m), (american.Market.Code, american.Market.Currency, american.Lot, american.DailyLimit, american.SaleTaxRate));
        Assert.Equal(0.0000278m, american.Fees.TransactionRate);
    }

    [Fact]
    public void Every_segment_belongs_to_one_market() =>
        Assert.Equal(Enum.GetValues<Segment>(), Market.All.SelectMany(SegmentRules.SegmentsOf).Order());
}
