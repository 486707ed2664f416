using System.Globalization;
using Trading.Application.Orders;
using Trading.Domain;
using Trading.Domain.Markets;
using Trading.Domain.Matching;
using Trading.Domain.Orders;

namespace Trading.Application.MarketData;

/// <summary>Keeps the newest order book of an instrument.</summary>
public sealed class StoreBookHandler(IOrderBooks books, TimeProvider clock)
{
    /// <summary>By how much the clock of whoever sends books may be ahead.</summary>
    public static readonly TimeSpan MostAhead = TimeSpan.FromSeconds(5);

    private const int Attempts = 20;
    private static readonly DateTimeOffset Earliest = new(1970, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Stores a book that is newer than the one stored. Repeating it changes nothing.</summary>
    /// <param name="instrument">Whose.</param>
    /// <param name="draft">As sent.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>What became of it, or all that is wrong with it; then nothing was stored.</returns>
    /// <exception cref="ConcurrentChangeException">Others stored books each time.</exception>
    public async Task<Result<BookStored, OrderFaults>> HandleAsync(InstrumentId instrument, BookDraft draft, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        if (!Read(instrument, draft).TryGet(out var sent, out var faults))
            return faults;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var stored = await books.FindAsync(instrument, cancellationToken);
            if (stored is { Book: var known } && known.Time >= sent.Time)
                return new BookStored(known, known.IsSameAs(sent));
            if (await books.TrySaveAsync(stored, sent, cancellationToken))
                return new BookStored(sent, IsSent: true);
        }

        throw new ConcurrentChangeException($"The order book of {instrument} was changed by others {Attempts} times in a row.");
    }

    private Result<OrderBook, OrderFaults> Read(InstrumentId instrument, BookDraft draft)
    {
        List<OrderFault> faults = [];
        var segment = RequestedSegment.Read(instrument.Market, draft.Segment, faults);
        var now = clock.GetUtcNow();
        if (!TimeText.TryRead(draft.Time, out var time))
            faults.Add(new OrderFault("time", "time-malformed", $"time is {FieldErrors.Show(draft.Time)}; expected {TimeText.Expected}."));
        else if (time < Earliest || time > now + MostAhead)
            faults.Add(new OrderFault("time", "time-out-of-range", string.Create(CultureInfo.InvariantCulture, $"time is {FieldErrors.Show(draft.Time)}; expected one from 1970 to now, {now.UtcDateTime:O}.")));
        else if (segment is { } listed)
            faults.AddRange(OrderBookRules.Check(listed, time, draft.Bids, draft.Asks));
        return faults.Count > 0 ? new OrderFaults(faults) : new OrderBook(instrument, segment!.Value, time, draft.Bids, draft.Asks);
    }
}
