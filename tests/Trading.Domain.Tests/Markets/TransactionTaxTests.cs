using Trading.Domain.Markets;

namespace Trading.Domain.Tests.Markets;

/// <summary>Expected values: the rates of the Securities Transaction Tax Act, on KOSPI with the rural development tax.</summary>
public sealed class TransactionTaxTests
{
    [Theory]
    [InlineData("2018-12-28", 0.0030)]
    [InlineData("2019-06-02", 0.0030)]
    [InlineData("2019-06-03", 0.0025)]
    [InlineData("2021-01-04", 0.0023)]
    [InlineData("2023-01-02", 0.0020)]
    [InlineData("2024-01-02", 0.0018)]
    [InlineData("2025-01-02", 0.0015)]
    [InlineData("2026-01-02", 0.0020)]
    public void A_sale_of_shares_pays_the_rate_of_its_day_on_both_boards(string date, double rate)
    {
        Assert.Equal((decimal)rate, TransactionTax.SellRate(Segment.Kospi, DateOnly.Parse(date)));
        Assert.Equal((decimal)rate, TransactionTax.SellRate(Segment.Kosdaq, DateOnly.Parse(date)));
    }

    [Theory]
    [InlineData(Segment.KoreanFund)]
    [InlineData(Segment.UnitedStates)]
    public void Funds_and_american_shares_pay_none(Segment segment) => Assert.Equal(0, TransactionTax.SellRate(segment, new DateOnly(2024, 1, 2)));
}
