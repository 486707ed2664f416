namespace Trading.Domain.Markets;

/// <summary>The rules under which a segment trades on a day, joined: what each means stands with the type that owns it.</summary>
/// <param name="Segment">Which segment.</param>
/// <param name="Date">The day.</param>
/// <param name="Market">The market it belongs to, which gives currency and calendar.</param>
/// <param name="Lot">Units are traded in multiples of it; zero where brokers take fractions of a share.</param>
/// <param name="Ticks">Grid of prices.</param>
/// <param name="DailyLimit">Most that a price may move from the close before, as a fraction; null for no limit.</param>
/// <param name="SaleTaxRate">Transaction tax as a fraction of the proceeds of a sale.</param>
/// <param name="Fees">Fees of regulators on a sale.</param>
public sealed record SegmentRules(
    Segment Segment, DateOnly Date, Market Market, decimal Lot, TickTable Ticks, decimal? DailyLimit, decimal SaleTaxRate, RegulatoryFees Fees)
{
    /// <summary>The rules of a segment on a day.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such segment.</exception>
    public static SegmentRules Of(Segment segment, DateOnly date) => new(
        segment, date, MarketOf(segment), LotOf(segment), TickTable.Of(segment, date), PriceLimits.FractionOf(segment, date),
        TransactionTax.SellRate(segment, date), RegulatoryFees.Of(segment, date));

    /// <summary>The market that a segment belongs to.</summary>
    public static Market MarketOf(Segment segment) => segment is Segment.UnitedStates ? Market.US : Market.KRX;

    /// <summary>The segments of a market.</summary>
    public static IReadOnlyList<Segment> SegmentsOf(Market market) => [.. Enum.GetValues<Segment>().Where(segment => MarketOf(segment) == market)];

    /// <summary>Units are traded in multiples of it; zero where brokers take fractions of a share, as they do in the United States.</summary>
    public static decimal LotOf(Segment segment) => segment is Segment.UnitedStates ? 0 : 1;
}
