using Trading.Domain.Markets;
using Trading.Domain.Matching;

namespace Trading.Domain.Tests.Matching;

public sealed class OrderBookTests
{
    private static readonly DateTimeOffset Noon = new(2024, 1, 8, 3, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_book_knows_its_best_prices_and_what_lies_between()
    {
        var book = Of(Segment.UnitedStates, [(99.98m, 100), (99.97m, 50)], [(100.02m, 200)]);

        Assert.Equal((99.98m, 100.02m, 100.00m, 0.04m), (book.BestBid, book.BestAsk, book.Mid, book.Spread));
    }

    [Fact]
    public void A_side_may_be_empty_and_then_there_is_no_middle()
    {
        var limitUp = Of(Segment.Kospi, [(91_000, 5_000)], []);

        Assert.Equal((91_000, null, null, null), (limitUp.BestBid, limitUp.BestAsk, limitUp.Mid, limitUp.Spread));
        Assert.Null(Of(Segment.Kospi, [], []).BestBid);
    }

    public static TheoryData<string, Segment, (decimal, decimal)[], (decimal, decimal)[], string, string> Faults => new()
    {
        { "a price of zero", Segment.UnitedStates, [(0, 1)], [], "bids[0].price", "price-out-of-range" },
        { "a price below zero", Segment.UnitedStates, [], [(-1, 1)], "asks[0].price", "price-out-of-range" },
        { "a price beyond measure", Segment.UnitedStates, [(1_000_000_000_001m, 1)], [], "bids[0].price", "price-out-of-range" },
        { "a part of a cent", Segment.UnitedStates, [(99.985m, 1)], [], "bids[0].price", "price-off-tick" },
        { "won between two ticks", Segment.Kospi, [], [(70_050, 1)], "asks[0].price", "price-off-tick" },
        { "no units", Segment.UnitedStates, [(99, 0)], [], "bids[0].quantity", "quantity-out-of-range" },
        { "less than no units", Segment.UnitedStates, [(99, -5)], [], "bids[0].quantity", "quantity-out-of-range" },
        { "a part of a Korean share", Segment.Kospi, [(70_000, 1.5m)], [], "bids[0].quantity", "quantity-too-fine" },
        { "bids that rise", Segment.UnitedStates, [(98, 1), (99, 1)], [], "bids[1].price", "levels-unsorted" },
        { "asks that fall", Segment.UnitedStates, [], [(101, 1), (100, 1)], "asks[1].price", "levels-unsorted" },
        { "a price twice", Segment.UnitedStates, [], [(101, 1), (101, 1)], "asks[1].price", "levels-unsorted" },
        { "a bid at the ask", Segment.UnitedStates, [(100, 1)], [(100, 1)], "asks", "book-crossed" },
        { "a bid above the ask", Segment.UnitedStates, [(101, 1)], [(100, 1)], "asks", "book-crossed" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void What_is_no_book_is_told_by_field(string what, Segment segment, (decimal, decimal)[] bids, (decimal, decimal)[] asks, string field, string code)
    {
        var fault = Assert.Single(OrderBookRules.Check(segment, Noon, Levels(bids), Levels(asks)));

        Assert.Equal((what, field, code), (what, fault.Field, fault.Code));
        Assert.Throws<ArgumentException>(() => Of(segment, bids, asks));
    }

    [Fact]
    public void A_side_has_at_most_fifty_levels()
    {
        (decimal, decimal)[] fifty = [.. Enumerable.Range(0, 50).Select(level => (100m + level, 1m))];

        Assert.Empty(OrderBookRules.Check(Segment.UnitedStates, Noon, [], Levels(fifty)));
        Assert.Equal("too-many-levels", Assert.Single(OrderBookRules.Check(Segment.UnitedStates, Noon, [], Levels([.. fifty, (200, 1)]))).Code);
    }

    [Fact]
    public void The_same_levels_at_the_same_time_are_the_same_book()
    {
        var book = Of(Segment.UnitedStates, [(99, 1)], [(100, 2)]);

        Assert.True(book.IsSameAs(Of(Segment.UnitedStates, [(99, 1)], [(100, 2)])));
        Assert.False(book.IsSameAs(Of(Segment.UnitedStates, [(99, 1)], [(100, 3)])));
        Assert.False(book.IsSameAs(Of(Segment.UnitedStates, [(98, 1)], [(100, 2)])));
    }

    private static OrderBook Of(Segment segment, (decimal, decimal)[] bids, (decimal, decimal)[] asks) =>
        new(InstrumentId.Create(SegmentRules.MarketOf(segment), "A"), segment, Noon, Levels(bids), Levels(asks));

    private static BookLevel[] Levels((decimal Price, decimal Quantity)[] levels) => [.. levels.Select(level => new BookLevel(level.Price, level.Quantity))];
}
