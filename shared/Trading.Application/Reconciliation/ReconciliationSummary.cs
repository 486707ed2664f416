namespace Trading.Application.Reconciliation;

/// <summary>What books and brokers say of all accounts of a user.</summary>
/// <param name="Differences">How many things differ without an explanation, on all accounts together; zero is what it should be.</param>
/// <param name="Agreeing">Accounts on which both sides agreed at the last look.</param>
/// <param name="OldestAt">The last look at the account that was not looked at for longest, UTC; null when there is none, or one was never looked at.</param>
/// <param name="Accounts">Each account, oldest first.</param>
public sealed record ReconciliationSummary(int Differences, int Agreeing, DateTimeOffset? OldestAt, IReadOnlyList<ReconciliationView> Accounts);
