using Trading.Domain.Accounts;

namespace Trading.Application.Reconciliation;

/// <summary>What books and broker say of an account, as the API shows it.</summary>
/// <param name="Account">Which account.</param>
/// <param name="At">When it was last looked at, UTC; null when it never was.</param>
/// <param name="Agrees">Both say the same of cash, positions and orders.</param>
/// <param name="Outcome">How the last look ended; null before the first.</param>
/// <param name="DifferenceCount">How many things differ.</param>
/// <param name="Differences">What differs, with the figures of both sides.</param>
/// <param name="AgreedAt">When both last agreed, UTC; null when they never did.</param>
/// <param name="Recovered">Fills that the last look found at the broker, and bookings that it completed.</param>
public sealed record ReconciliationView(
    string Account,
    DateTimeOffset? At,
    bool Agrees,
    ReconciliationOutcome? Outcome,
    int DifferenceCount,
    IReadOnlyList<DifferenceView> Differences,
    DateTimeOffset? AgreedAt,
    int Recovered)
{
    /// <summary>Of a look.</summary>
    public static ReconciliationView Of(AccountReconciliation look)
    {
        ArgumentNullException.ThrowIfNull(look);
        return new ReconciliationView(
            look.Account.Value, look.At, look.Outcome is ReconciliationOutcome.Agrees, look.Outcome, look.Differences.Count,
            [.. look.Differences.Select(DifferenceView.Of)], look.AgreedAt, look.Recovered);
    }

    /// <summary>Of an account that was never looked at.</summary>
    public static ReconciliationView None(AccountId account) => new(account.Value, null, false, null, 0, [], null, 0);
}
