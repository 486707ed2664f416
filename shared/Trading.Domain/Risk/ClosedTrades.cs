using Trading.Domain.Ledger;
using Trading.Domain.Markets;
using Trading.Domain.Values;

namespace Trading.Domain.Risk;

/// <summary>The closed trades of an account in one currency, told backwards from its books as they stand, so that only the entries asked for are read.</summary>
/// <param name="now">The books after the newest entry.</param>
/// <param name="currency">ISO 4217 code: trades in others are left out, as amounts of different currencies are never added.</param>
public sealed class ClosedTrades(AccountBooks now, string currency)
{
    private readonly string? line = now.OnLines(currency);
    private readonly Dictionary<InstrumentId, decimal> units = now.Positions.Values.ToDictionary(position => position.Instrument, position => position.Units);
    private readonly List<ClosedTrade> newestFirst = [];
    private readonly Dictionary<string, int> byOrder = new(StringComparer.Ordinal);
    private Money capital = now.EquityIn(currency, static _ => null);

    /// <summary>Trades found so far.</summary>
    public int Count => newestFirst.Count;

    /// <summary>The trades found so far, the one that was closed first first.</summary>
    public IReadOnlyList<ClosedTrade> OldestFirst => [.. newestFirst.AsEnumerable().Reverse()];

    /// <summary>Goes back over one entry, the newest that was not yet gone back over.</summary>
    public void Undo(LedgerEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (TradeOf(entry) is not { } trade)
            return;
        if (byOrder.TryGetValue(entry.Reference, out var known))
        {
            newestFirst[known] = newestFirst[known].With(trade);
            return;
        }

        byOrder[entry.Reference] = newestFirst.Count;
        newestFirst.Add(trade);
    }

    private ClosedTrade? TradeOf(LedgerEntry entry)
    {
        var after = capital;
        capital -= entry.Of(LedgerAccount.Cash, line) + entry.Of(LedgerAccount.Position, line);
        if (entry.Postings.FirstOrDefault(posting => posting.Account is LedgerAccount.Position && posting.Currency == line) is not { Instrument: { } instrument } moved)
            return null;
        var before = units.GetValueOrDefault(instrument) - moved.Units;
        units[instrument] = before;
        if (entry.Kind != Bookkeeping.TradeKind || Math.Sign(before) != -Math.Sign(moved.Units))
            return null;

        var profit = -entry.Of(LedgerAccount.RealisedProfit, line);
        // The lines of the position and of the profit hold what all units traded for between them; some may have opened a position the other way.
        var value = (moved.Amount - profit).Value;
        var closed = Math.Abs(moved.Units) <= Math.Abs(before) ? value : value * Math.Abs(before / moved.Units);
        return new ClosedTrade(instrument, entry.At, profit, new Money(Math.Abs(closed + profit.Value)), after);
    }
}
