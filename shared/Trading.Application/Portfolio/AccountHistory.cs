using Trading.Domain.Accounts;
using Trading.Domain.Ledger;
using Trading.Domain.Portfolio;

namespace Trading.Application.Portfolio;

/// <summary>An account from its first entry on.</summary>
/// <param name="Account">The account.</param>
/// <param name="Books">What its entries add up to.</param>
/// <param name="Entries">Its entries, in the order of the ledger.</param>
/// <param name="Days">Its snapshots, oldest first.</param>
/// <param name="IsReplay">True when it trades in days gone by.</param>
public sealed record AccountHistory(
    Account Account, AccountBooks Books, IReadOnlyList<LedgerEntry> Entries, IReadOnlyList<DailySnapshot> Days, bool IsReplay);
