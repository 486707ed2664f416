namespace Trading.Domain.Markets;

/// <summary>What regulators take of a sale of United States shares and funds, as brokers pass it on.</summary>
/// <param name="TransactionRate">Fraction of the proceeds: the fee under Section 31 of the Securities Exchange Act.</param>
/// <param name="ActivityPerUnit">Dollars per unit: FINRA's trading activity fee.</param>
/// <param name="ActivityMaximum">Most of the trading activity fee for one trade, in dollars.</param>
/// <remarks>
/// Section 31: the fee rate advisories of the SEC (sec.gov/rules-regulations/fee-rate-advisories) and FINRA's information notices on them, such as
/// 3/10/08, 3/10/10, 3/3/14, 5/7/18; from 2001-12-28 on every rate, before it the three hundredth of a percent of the Act. Trading activity fee: Schedule A, Section 1 of
/// FINRA's By-Laws with NASD Notice to Members 04-84, Regulatory Notices 11-27, 12-06 and 12-31, SR-FINRA-2020-032 and SR-FINRA-2024-019; what was
/// charged before 2004-11-01 is not known here and left out. Both tables hold through 2026; further steps of SR-FINRA-2024-019 are to be added.
/// </remarks>
public readonly record struct RegulatoryFees(decimal TransactionRate, decimal ActivityPerUnit, decimal ActivityMaximum)
{
    /// <summary>Each of the two fees of a trade is rounded up to it, in dollars, as brokers charge them.</summary>
    public const decimal Step = 0.01m;

    private static readonly Dated<decimal> DollarsPerMillion = new(
        (new DateOnly(1996, 1, 1), 100m / 3),
        (new DateOnly(2001, 12, 28), 15.00m),
        (new DateOnly(2002, 4, 1), 30.10m),
        (new DateOnly(2003, 3, 22), 25.20m),
        (new DateOnly(2003, 4, 1), 46.80m),
        (new DateOnly(2004, 2, 22), 39.00m),
        (new DateOnly(2004, 4, 1), 23.40m),
        (new DateOnly(2005, 1, 7), 32.90m),
        (new DateOnly(2005, 4, 1), 41.80m),
        (new DateOnly(2005, 12, 22), 30.70m),
        (new DateOnly(2007, 3, 17), 15.30m),
        (new DateOnly(2008, 1, 25), 11.00m),
        (new DateOnly(2008, 4, 1), 5.60m),
        (new DateOnly(2009, 4, 10), 25.70m),
        (new DateOnly(2010, 1, 15), 12.70m),
        (new DateOnly(2010, 4, 1), 16.90m),
        (new DateOnly(2011, 1, 21), 19.20m),
        (new DateOnly(2012, 2, 21), 18.00m),
        (new DateOnly(2012, 4, 1), 22.40m),
        (new DateOnly(2013, 5, 25), 17.40m),
        (new DateOnly(2014, 3, 18), 22.10m),
        (new DateOnly(2015, 2, 14), 18.40m),
        (new DateOnly(2016, 2, 16), 21.80m),
        (new DateOnly(2017, 7, 4), 23.10m),
        (new DateOnly(2018, 5, 22), 13.00m),
        (new DateOnly(2019, 4, 16), 20.70m),
        (new DateOnly(2020, 2, 18), 22.10m),
        (new DateOnly(2021, 2, 25), 5.10m),
        (new DateOnly(2022, 5, 14), 22.90m),
        (new DateOnly(2023, 2, 27), 8.00m),
        (new DateOnly(2024, 5, 22), 27.80m),
        (new DateOnly(2025, 5, 14), 0.00m),
        (new DateOnly(2026, 4, 4), 20.60m));

    private static readonly Dated<(decimal PerUnit, decimal Maximum)> Activity = new(
        (new DateOnly(1996, 1, 1), (0, 0)),
        (new DateOnly(2004, 11, 1), (0.000075m, 3.75m)),
        (new DateOnly(2011, 7, 1), (0.000090m, 4.50m)),
        (new DateOnly(2012, 3, 1), (0.000095m, 4.75m)),
        (new DateOnly(2012, 7, 1), (0.000119m, 5.95m)),
        (new DateOnly(2022, 1, 1), (0.000130m, 6.49m)),
        (new DateOnly(2023, 1, 1), (0.000145m, 7.27m)),
        (new DateOnly(2024, 1, 1), (0.000166m, 8.30m)),
        (new DateOnly(2026, 1, 1), (0.000195m, 9.79m)));

    /// <summary>The fees of a segment on the day of a trade; none outside of the United States.</summary>
    public static RegulatoryFees Of(Segment segment, DateOnly date)
    {
        if (segment is not Segment.UnitedStates)
            return default;
        var (perUnit, maximum) = Activity.At(date);
        return new RegulatoryFees(DollarsPerMillion.At(date) / 1_000_000, perUnit, maximum);
    }
}
