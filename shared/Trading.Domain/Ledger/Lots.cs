using System.Collections.Immutable;
using Trading.Domain.Markets;
using Trading.Domain.Values;

namespace Trading.Domain.Ledger;

/// <summary>
/// The entries of one account as lots: units are closed in the order they were opened (first in, first out), whereas
/// <see cref="AccountBooks"/> closes them at average cost. Both realise the same profit once nothing is held. Immutable.
/// </summary>
public sealed record Lots
{
    private ImmutableSortedDictionary<string, ImmutableList<Lot>> open =
        ImmutableSortedDictionary.Create<string, ImmutableList<Lot>>(StringComparer.Ordinal);

    /// <summary>Without an entry.</summary>
    public static Lots Empty { get; } = new();

    /// <summary>What is held, by instrument, oldest first within one.</summary>
    public IEnumerable<Lot> Open => open.Values.SelectMany(lots => lots);

    /// <summary>What was closed, in the order of closing.</summary>
    public ImmutableList<ClosedLot> Closed { get; private init; } = [];

    /// <summary>The lots after more entries, oldest first; the same as one after the other.</summary>
    public Lots Apply(IEnumerable<LedgerEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        return entries.Aggregate(this, (lots, entry) => lots.Apply(entry));
    }

    /// <summary>The lots after one more entry; entries that move no units change nothing.</summary>
    public Lots Apply(LedgerEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var lots = this;
        var isSplit = entry.Kind == Bookkeeping.SplitKind;
        foreach (var line in entry.Postings)
        {
            if (line is not { Account: LedgerAccount.Position, Instrument: { } instrument })
                continue;
            var held = lots.open.GetValueOrDefault(instrument.ToString()) ?? [];
            // What was paid for the units, or received for them: the lines of the position and of the profit hold it between them.
            lots = isSplit
                ? lots.With(instrument, Split(held, line.Units))
                : lots.Trade(instrument, held, line.Units, line.Amount + entry.Of(LedgerAccount.RealisedProfit, line.Currency), entry.Of(LedgerAccount.Fees, line.Currency) + entry.Of(LedgerAccount.Taxes, line.Currency), entry);
            // A second line of a split is the fraction that was sold.
            isSplit = false;
        }

        return lots;
    }

    /// <summary>Profit of closed units of one currency before commissions and taxes; a loss is below zero.</summary>
    /// <param name="currency">ISO 4217 code.</param>
    public Money RealisedProfitIn(string currency) =>
        new(Closed.Where(lot => lot.Instrument.Market.Currency == currency).Sum(lot => lot.Profit.Value));

    private Lots Trade(InstrumentId instrument, ImmutableList<Lot> held, decimal units, Money value, Money charges, LedgerEntry entry)
    {
        var closed = Closed;
        while (units != 0 && held.Count > 0 && Math.Sign(held[0].Units) != Math.Sign(units))
        {
            var lot = held[0];
            var part = Math.Min(Math.Abs(lot.Units), Math.Abs(units)) * Math.Sign(lot.Units);
            // Who takes all units takes all of the amount, so that rounding leaves nothing behind.
            var cost = part == lot.Units ? lot.Cost : Money.Rounded(lot.Cost.Value * (part / lot.Units));
            var proceeds = part == -units ? -value : Money.Rounded(value.Value * (part / units));
            var opening = part == lot.Units ? lot.Charges : Money.Rounded(lot.Charges.Value * (part / lot.Units));
            var closing = part == -units ? charges : Money.Rounded(charges.Value * (-part / units));
            closed = closed.Add(new ClosedLot(instrument, part, cost, proceeds, lot.OpenedAt, entry.At)
            {
                Charges = opening + closing,
                OpenedBy = lot.OpenedBy,
                ClosedBy = entry.Reference,
            });
            (units, value, charges) = (units + part, value + proceeds, charges - closing);
            held = part == lot.Units
                ? held.RemoveAt(0)
                : held.SetItem(0, lot with { Units = lot.Units - part, Cost = lot.Cost - cost, Charges = lot.Charges - opening });
        }

        if (units != 0)
            held = held.Add(new Lot(instrument, units, value, entry.At) { Charges = charges, OpenedBy = entry.Reference });
        return With(instrument, held) with { Closed = closed };
    }

    /// <summary>The newest lot takes what rounding leaves over, so that the lots add up to the position.</summary>
    private static ImmutableList<Lot> Split(ImmutableList<Lot> held, decimal added)
    {
        var before = held.Sum(lot => lot.Units);
        var rest = before + added;
        var ratio = before == 0 ? 1 : rest / before;
        var after = held.ToBuilder();
        for (var index = 0; index < after.Count; index++)
        {
            var units = index == after.Count - 1
                ? rest
                : decimal.Round(after[index].Units * ratio, Quantity.Decimals, MidpointRounding.ToEven);
            rest -= units;
            after[index] = after[index] with { Units = units };
        }

        return after.ToImmutable();
    }

    private Lots With(InstrumentId instrument, ImmutableList<Lot> lots)
    {
        var key = instrument.ToString();
        return this with { open = lots.IsEmpty ? open.Remove(key) : open.SetItem(key, lots) };
    }
}
