using Microsoft.Extensions.DependencyInjection;
using Trading.Application.MarketData;
using Trading.Domain.Markets;
using Trading.Domain.Matching;
using Trading.Integrations.MarketData;

namespace Trading.Integrations.Tests.MarketData;

public sealed class TableOrderBooksTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly InstrumentId Samsung = InstrumentId.Create(Market.KRX, "005930");
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 3, 0, 0, 123, TimeSpan.Zero);

    private readonly IOrderBooks books = new ServiceCollection().AddSingleton(TestTables.New()).AddMarketDataStores().BuildServiceProvider().GetRequiredService<IOrderBooks>();

    [Fact]
    public async Task A_book_comes_back_as_it_was_stored()
    {
        var book = Book(Noon, [(70_100, 5), (70_000, 120)], [(70_300, 1)]);
        Assert.Null(await books.FindAsync(Samsung, Cancel));

        Assert.True(await books.TrySaveAsync(null, book, Cancel));

        Assert.True((await books.FindAsync(Samsung, Cancel))!.Book.IsSameAs(book));
        Assert.Null(await books.FindAsync(InstrumentId.Create(Market.US, "SPY"), Cancel));
    }

    [Fact]
    public async Task A_book_of_fifty_levels_a_side_fits()
    {
        var book = Book(
            Noon, [.. Enumerable.Range(0, 50).Select(level => (70_000m - (level * 100), 999_999_999_999m))], [.. Enumerable.Range(1, 50).Select(level => (70_000m + (level * 100), 999_999_999_999m))]);

        Assert.True(await books.TrySaveAsync(null, book, Cancel));

        Assert.True((await books.FindAsync(Samsung, Cancel))!.Book.IsSameAs(book));
    }

    [Fact]
    public async Task Whoever_was_slower_writes_nothing()
    {
        await books.TrySaveAsync(null, Book(Noon, [], []), Cancel);
        var read = await books.FindAsync(Samsung, Cancel);

        Assert.False(await books.TrySaveAsync(null, Book(Noon.AddSeconds(1), [], []), Cancel));
        Assert.True(await books.TrySaveAsync(read, Book(Noon.AddSeconds(2), [], []), Cancel));
        Assert.False(await books.TrySaveAsync(read, Book(Noon.AddSeconds(3), [], []), Cancel));

        Assert.Equal(Noon.AddSeconds(2), (await books.FindAsync(Samsung, Cancel))!.Book.Time);
    }

    private static OrderBook Book(DateTimeOffset time, (decimal, decimal)[] bids, (decimal, decimal)[] asks) => new(
        Samsung, Segment.Kospi, time, [.. bids.Select(level => new BookLevel(level.Item1, level.Item2))], [.. asks.Select(level => new BookLevel(level.Item1, level.Item2))]);
}
