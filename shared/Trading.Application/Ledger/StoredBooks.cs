using Trading.Domain.Accounts;
using Trading.Domain.Ledger;

namespace Trading.Application.Ledger;

/// <summary>An account's books as they were read, and what proves later that nobody changed them since.</summary>
/// <param name="User">Owner.</param>
/// <param name="Books">The books.</param>
/// <param name="Tag">The store's mark of this version; null for books that are not stored yet.</param>
public sealed record StoredBooks(UserId User, AccountBooks Books, string? Tag);
