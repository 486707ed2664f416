using Trading.Domain.Markets;

namespace Trading.Domain.Tests.Markets;

public sealed class PriceLimitsTests
{
    [Theory]
    [InlineData("2024-01-02", 79_600, 55_800, 103_400)]   // 55,720 to 103,480: steps of 100 at either end
    [InlineData("2024-01-02", 70_000, 49_000, 91_000)]
    [InlineData("2015-06-12", 10_000, 8_500, 11_500)]     // the last session of 15 %
    [InlineData("2015-06-15", 10_000, 7_000, 13_000)]
    public void A_korean_share_moves_so_far_from_its_last_close(string date, double close, double lower, double upper) => Assert.Equal(
        new PriceLimits((decimal)lower, (decimal)upper), PriceLimits.Of(Segment.Kospi, DateOnly.Parse(date), (decimal)close));

    [Fact]
    public void An_american_share_has_no_daily_limits() =>
        Assert.Null(PriceLimits.Of(Segment.UnitedStates, new DateOnly(2024, 1, 2), 100));
}
