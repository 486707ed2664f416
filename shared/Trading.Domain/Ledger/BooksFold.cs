using Trading.Domain.Markets;

namespace Trading.Domain.Ledger;

/// <summary>Folds entries into books with totals that change in place, so that a million entries cost no million copies of the books.</summary>
internal sealed class BooksFold(AccountBooks start)
{
    private readonly Dictionary<string, CurrencyTotals> foreign = [];
    private readonly Dictionary<InstrumentId, Position> positions = [];
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
                foreign[currency] = (foreign.TryGetValue(currency, out var totals) ? totals : start.In(currency)).Apply(posting);
        }
    }

    public AccountBooks ToBooks() => start with
    {
        Own = own,
        Foreign = start.Foreign.SetItems(foreign),
        Positions = start.Positions
            .RemoveRange(positions.Values.Where(IsFlat).Select(KeyOf))
            .SetItems(positions.Values.Where(position => !IsFlat(position)).Select(position => KeyValuePair.Create(KeyOf(position), position))),
        Version = version,
    };

    private void Hold(Posting posting)
    {
        var instrument = posting.Instrument ?? throw new ArgumentException("A position line names its instrument.", nameof(posting));
        var before = positions.TryGetValue(instrument, out var held) ? held : start.PositionIn(instrument);
        positions[instrument] = before with { Units = before.Units + posting.Units, Cost = before.Cost + posting.Amount };
    }

    private static bool IsFlat(Position position) => position is { Units: 0, Cost.Value: 0 };

    private static string KeyOf(Position position) => position.Instrument.ToString();
}
