using Trading.Domain.Accounts;
using Trading.Domain.Reconciliation;

namespace Trading.Application.Reconciliation;

/// <summary>The last look at an account: what our books and its broker say of it.</summary>
/// <param name="User">Owner.</param>
/// <param name="Account">Which account.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Differences">What differs without an explanation; empty unless the outcome says so.</param>
public sealed record AccountReconciliation(
    UserId User, AccountId Account, DateTimeOffset At, ReconciliationOutcome Outcome, IReadOnlyList<Difference> Differences)
{
    /// <summary>When both last agreed, UTC; null when they never did.</summary>
    public DateTimeOffset? AgreedAt { get; init; }

    /// <summary>Fills that this look found at the broker, and bookings that it completed.</summary>
    public int Recovered { get; init; }

    /// <summary>Count of the books' entries at the time.</summary>
    public int BooksVersion { get; init; }

    /// <summary>True when it says the same as another one, whenever each was.</summary>
    public bool SaysSameAs(AccountReconciliation other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Outcome == other.Outcome && Differences.SequenceEqual(other.Differences);
    }
}
