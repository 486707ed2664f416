namespace Trading.Domain.Markets;

/// <summary>Tax that a sale of shares pays to the state.</summary>
/// <remarks>
/// Korea, Securities Transaction Tax Act; on KOSPI with the rural development tax of 0.15 % inside, so that both boards cost a seller the
/// same. Dated by the day of the trade; the law counts settlement, two business days later, so the last two sessions before
/// a change are charged the older rate here. Funds and notes pay none, and the United States have no such tax.
/// </remarks>
public static class TransactionTax
{
    private static readonly Dated<decimal> KoreanShares = new(
        (new DateOnly(1996, 4, 1), 0.0030m),
        (new DateOnly(2019, 6, 3), 0.0025m),
        (new DateOnly(2021, 1, 1), 0.0023m),
        (new DateOnly(2023, 1, 1), 0.0020m),
        (new DateOnly(2024, 1, 1), 0.0018m),
        (new DateOnly(2025, 1, 1), 0.0015m),
        (new DateOnly(2026, 1, 1), 0.0020m));

    /// <summary>Fraction of the proceeds of a sale.</summary>
    public static decimal SellRate(Segment segment, DateOnly date) =>
        segment is Segment.Kospi or Segment.Kosdaq ? KoreanShares.At(date) : 0;
}
