using System.Collections.Immutable;
using Trading.Domain.Ledger;

namespace Trading.Application.PaperTrading;

/// <summary>Money and units that come to an account at the simulated broker, or leave it, without a trade.</summary>
/// <param name="Reference">Names it, so that it happens once.</param>
/// <param name="Cash">Money by ISO 4217 code, below zero what leaves.</param>
/// <param name="Units">Units by instrument, below zero what leaves.</param>
/// <param name="MustBeCovered">True for what the owner wants, which is refused where there is less; what the broker itself takes it takes.</param>
public sealed record PaperMovement(
    string Reference, ImmutableSortedDictionary<string, decimal> Cash, ImmutableSortedDictionary<string, decimal> Units, bool MustBeCovered)
{
    /// <summary>What an entry of the books says of cash and positions.</summary>
    /// <param name="entry">The entry; its id is the reference.</param>
    /// <param name="currency">ISO 4217 code of the account's own currency.</param>
    public static PaperMovement Of(LedgerEntry entry, string currency)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return new PaperMovement(
            entry.Id,
            Sums(entry.Postings.Where(line => line.Account is LedgerAccount.Cash).Select(line => (line.Currency ?? currency, line.Amount.Value))),
            Sums(entry.Postings.Where(line => line.Instrument is not null).Select(line => (line.Instrument.ToString()!, line.Units))),
            entry.Kind is Bookkeeping.WithdrawalKind or Bookkeeping.ConversionKind);
    }

    private static ImmutableSortedDictionary<string, decimal> Sums(IEnumerable<(string Key, decimal Amount)> lines) => lines
        .GroupBy(line => line.Key, StringComparer.Ordinal)
        .ToImmutableSortedDictionary(group => group.Key, group => group.Sum(line => line.Amount), StringComparer.Ordinal);
}
