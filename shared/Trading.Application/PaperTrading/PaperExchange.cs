using Trading.Application.MarketData;
using Trading.Application.Orders;
using Trading.Domain.Accounts;
using Trading.Domain.Markets;
using Trading.Domain.Matching;

namespace Trading.Application.PaperTrading;

/// <summary>
/// The simulated market behind accounts: their orders trade against the bars that are stored after they came, and against order books. Whoever asks brings an account up to
/// date, so that nothing depends on being told of new bars and books; being told only makes it soon.
/// </summary>
/// <remarks>
/// Bars and books go by time: bars that closed before a book come before it, and an order that has met a book is traded by no bar that opened before the book
/// (<see cref="RestingOrder.BookTime"/>), nor by a book from before the end of a bar that it has seen (<see cref="PaperBooks"/>).
/// </remarks>
public sealed class PaperExchange(IPaperMemory memory, IBarStore bars, IOrderBooks books, TimeProvider clock)
{
    private const int Attempts = 20;
    private const int MaxBars = 5000;

    // The session before is needed for price limits; the longest pause of the markets known lasted ten days.
    private static readonly TimeSpan Before = TimeSpan.FromDays(14);

    /// <summary>Trades an account's orders in an instrument against the bars and the book that they have not seen.</summary>
    /// <returns>What became of them, oldest first; empty when there was nothing new.</returns>
    /// <exception cref="ConcurrentChangeException">The account was changed by others each time.</exception>
    public async Task<IReadOnlyList<ExecutionMessage>> AdvanceAsync(UserId user, AccountId account, InstrumentId instrument, CancellationToken cancellationToken)
    {
        List<ExecutionMessage> reports = [];
        for (var attempt = 0; attempt < Attempts;)
        {
            var stored = await memory.AccountAsync(user, account, cancellationToken);
            var working = (await memory.WorkingAsync(user, account, cancellationToken)).Where(order => order.Order.Intent?.Instrument == instrument && order.Order.Resting is not null).ToList();
            if (working.Count == 0 || await NextAsync(user, account, stored, working, cancellationToken) is not { } next)
                return reports;
            if (await memory.TrySaveAsync(next.Change(user, account), cancellationToken))
                reports.AddRange(next.Reports);
            else
                attempt++;
        }

        throw new ConcurrentChangeException($"The simulated broker's account {account} was changed by others {Attempts} times in a row.");
    }

    /// <summary>Trades every account's orders in an instrument of which bars or a book were stored.</summary>
    /// <param name="instrument">Which instrument.</param>
    /// <param name="report">Takes what became of the orders.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task AdvanceAllAsync(InstrumentId instrument, Func<ExecutionMessage, Task> report, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        List<(UserId User, AccountId Account)> accounts = [];
        await foreach (var one in memory.AccountsInAsync(instrument, cancellationToken))
            accounts.Add(one);
        foreach (var (user, account) in accounts)
        {
            foreach (var message in await AdvanceAsync(user, account, instrument, cancellationToken))
                await report(message);
        }
    }

    /// <summary>Trades an account's orders in an instrument if an order that comes now meets a book.</summary>
    /// <returns>What became of them; empty when there is no book, or none that is fresh.</returns>
    public async Task<IReadOnlyList<ExecutionMessage>> MeetBookAsync(UserId user, AccountId account, InstrumentId instrument, CancellationToken cancellationToken) =>
        await books.FindAsync(instrument, cancellationToken) is { Book: var book } && PaperBooks.Meets(book, clock.GetUtcNow())
            ? await AdvanceAsync(user, account, instrument, cancellationToken)
            : [];

    /// <summary>The next that an account's orders go through, in the order of time; null when there is nothing new.</summary>
    private async Task<PaperAdvance?> NextAsync(
        UserId user, AccountId account, StoredPaperAccount stored, List<StoredPaperOrder> working, CancellationToken cancellationToken)
    {
        var instrument = working[0].Order.Intent!.Instrument;
        var book = (await books.FindAsync(instrument, cancellationToken))?.Book;
        var meeting = book is null ? null : working.Find(order => PaperBooks.IsAhead(book, order.Order));
        // Orders that came when other bars were the newest trade against other series; one series at a time.
        foreach (var orders in working.GroupBy(order => order.Order.Series!.Value))
        {
            var from = orders.Min(order => order.Order.Cursor!.Value);
            var loaded = await bars.LoadAsync(orders.Key, from - Before, DateTimeOffset.MaxValue, cancellationToken);
            var (first, interval) = (loaded.IndexAtOrAfter(from.AddTicks(1)), orders.Key.Interval);
            var end = Math.Min(loaded.Count, first + MaxBars);
            // What closed before the book comes before it, what closes later after it.
            if (meeting is not null)
                end = first + Enumerable.Range(first, Math.Max(0, end - first)).TakeWhile(i => PaperBars.EndOf(loaded, i, interval, instrument.Market) <= book!.Time).Count();
            if (first >= end)
                continue;
            var advance = new PaperAdvance(stored, working, clock.GetUtcNow());
            for (var i = first; i < end && advance.Works; i++)
                advance.Trade(orders.Key, PaperBars.At(loaded, i, interval, advance.Segment));
            return advance;
        }

        if (meeting is null)
            return null;
        var met = new PaperAdvance(stored, working, clock.GetUtcNow());
        met.Trade(await TodayAsync(user, account, meeting.Order.Series!.Value, met.Segment, book!, cancellationToken));
        return met;
    }

    /// <summary>A book with the limits of its day, and with what the account has taken from it already.</summary>
    private async Task<MarketBook> TodayAsync(UserId user, AccountId account, BarKey series, Segment segment, OrderBook book, CancellationToken cancellationToken)
    {
        var session = TradingCalendar.For(book.Instrument.Market).DateOf(book.Time);
        var past = await bars.LoadAsync(series, book.Time - Before, book.Time, cancellationToken);
        var taken = await memory.TakenAsync(user, account, book.Instrument, cancellationToken);
        return new MarketBook(book, session, PaperBars.LimitsOn(past, past.Count, series.Interval, segment, session), taken?.BookTime == book.Time ? taken.Levels : []);
    }
}
