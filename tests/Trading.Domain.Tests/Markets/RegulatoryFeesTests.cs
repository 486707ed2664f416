using Trading.Domain.Markets;

namespace Trading.Domain.Tests.Markets;

/// <summary>Expected values: the SEC's fee rate advisories, and Schedule A of FINRA's By-Laws with the notices that changed it.</summary>
public sealed class RegulatoryFeesTests
{
    [Theory]
    [InlineData("2001-12-28", 15.00)]
    [InlineData("2008-03-31", 11.00)]   // FINRA information notice 3/10/08: from 11.00 to 5.60 on April 1
    [InlineData("2008-04-01", 5.60)]
    [InlineData("2010-01-14", 25.70)]   // SEC press release 2009-270
    [InlineData("2010-01-15", 12.70)]
    [InlineData("2010-04-01", 16.90)]   // FINRA information notice 3/10/10
    [InlineData("2011-01-21", 19.20)]   // SEC press release 2010-255
    [InlineData("2014-03-17", 17.40)]   // FINRA information notice 3/3/14
    [InlineData("2014-03-18", 22.10)]
    [InlineData("2018-05-21", 23.10)]   // FINRA information notice 5/7/18
    [InlineData("2018-05-22", 13.00)]
    [InlineData("2020-02-18", 22.10)]
    [InlineData("2021-02-25", 5.10)]    // SEC press release 2021-8
    [InlineData("2024-05-22", 27.80)]
    [InlineData("2025-05-13", 27.80)]
    [InlineData("2025-05-14", 0)]
    [InlineData("2026-04-04", 20.60)]
    public void A_sale_pays_the_rate_of_section_31_of_its_day(string date, double perMillion) =>
        Assert.Equal((decimal)perMillion, RegulatoryFees.Of(Segment.UnitedStates, DateOnly.Parse(date)).TransactionRate * 1_000_000);

    [Theory]
    [InlineData("2004-10-29", 0, 0)]
    [InlineData("2004-11-01", 0.000075, 3.75)]
    [InlineData("2011-06-30", 0.000075, 3.75)]   // Regulatory Notice 11-27
    [InlineData("2011-07-01", 0.000090, 4.50)]
    [InlineData("2012-03-01", 0.000095, 4.75)]   // Regulatory Notice 12-06
    [InlineData("2012-07-02", 0.000119, 5.95)]   // Regulatory Notice 12-31
    [InlineData("2021-12-31", 0.000119, 5.95)]   // the schedule of SR-FINRA-2020-032
    [InlineData("2022-01-03", 0.000130, 6.49)]
    [InlineData("2023-01-03", 0.000145, 7.27)]
    [InlineData("2025-12-31", 0.000166, 8.30)]
    [InlineData("2026-01-02", 0.000195, 9.79)]   // SR-FINRA-2024-019
    public void A_sale_pays_the_trading_activity_fee_of_its_day(string date, double perUnit, double maximum)
    {
        var fees = RegulatoryFees.Of(Segment.UnitedStates, DateOnly.Parse(date));

        Assert.Equal(((decimal)perUnit, (decimal)maximum), (fees.ActivityPerUnit, fees.ActivityMaximum));
    }

    [Theory]
    [InlineData(Segment.Kospi)]
    [InlineData(Segment.Kosdaq)]
    [InlineData(Segment.KoreanFund)]
    public void Korean_sales_pay_none(Segment segment) => Assert.Equal(default, RegulatoryFees.Of(segment, new DateOnly(2024, 6, 3)));
}
