namespace Trading.Application.Portfolio;

/// <summary>Some trades, newest first.</summary>
/// <param name="Transactions">The trades.</param>
/// <param name="Continuation">Asks for the next page; null on the last.</param>
public sealed record TransactionsPage(IReadOnlyList<TransactionView> Transactions, string? Continuation);
