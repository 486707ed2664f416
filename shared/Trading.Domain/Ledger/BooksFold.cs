using System.Collections.Immutable;
using Trading.Domain.Markets;

namespace Trading.Domain.Ledger;

/// <summary>Folds entries into books with totals that change in place, so that a million entries cost no million copies of the books.</summary>
internal sealed class BooksFold(AccountBooks start)
{
    private Dictionary<string, CurrencyTotals>? foreign;
    private Dictionary<InstrumentId, Position>? positions;
    private CurrencyTotals own = start.Own;
    private int version = start.Version;

    public void Add(LedgerEntry entry)
    {
        version++;
        var postings = entry.Postings;
        for (var i = 0; i < postings.Count; i++)
        {
            var posting = postings[i];
            if (posting.Account is LedgerAccount.Position)
                Hold(posting);
            else if (posting.Currency is not { } currency || currency == start.Currency)
                own = own.Apply(posting);
            else
            {
                foreign ??= [];
                foreign[currency] = (foreign.TryGetValue(currency, out var totals) ? totals : start.In(currency)).Apply(posting);
            }
        }
    }

    public AccountBooks ToBooks() => start with
    {
        Own = own,
        Foreign = foreign is null ? start.Foreign : start.Foreign.SetItems(foreign),
        Positions = positions is null ? start.Positions : ToPositions(positions),
        Version = version,
    };

    private ImmutableSortedDictionary<string, Position> ToPositions(Dictionary<InstrumentId, Position> changed)
    {
        var after = start.Positions;
        foreach (var (instrument, position) in changed)
            after = position is { Units: 0, Cost.Value: 0 } ? after.Remove(instrument.ToString()) : after.SetItem(instrument.ToString(), position);
        return after;
    }

    private void Hold(Posting posting)
    {
        var instrument = posting.Instrument ?? throw new ArgumentException("A position line names its instrument.", nameof(posting));
        positions ??= [];
        var before = positions.TryGetValue(instrument, out var held) ? held : start.PositionIn(instrument);
        positions[instrument] = before with { Units = before.Units + posting.Units, Cost = before.Cost + posting.Amount };
    }
}
