using Trading.Domain.Ledger;

namespace Trading.Application.Ledger;

/// <summary>An entry with its place in the ledger of its account.</summary>
/// <param name="Number">1 for the first.</param>
/// <param name="Entry">The booking.</param>
public sealed record NumberedEntry(int Number, LedgerEntry Entry);
