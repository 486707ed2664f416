using Trading.Domain.Markets;
using Trading.Domain.Values;

namespace Trading.Domain.Ledger;

/// <summary>One line of a ledger entry.</summary>
/// <param name="Account">Which account.</param>
/// <param name="Amount">Debit above zero, credit below.</param>
/// <param name="Instrument">For <see cref="LedgerAccount.Position"/>: which position; null otherwise.</param>
/// <param name="Units">For <see cref="LedgerAccount.Position"/>: units added, negative when taken away; zero otherwise.</param>
/// <param name="Currency">ISO 4217 code of the amount; null for the account's own currency.</param>
public sealed record Posting(LedgerAccount Account, Money Amount, InstrumentId? Instrument = null, decimal Units = 0, string? Currency = null);
