namespace Trading.Application.Ledger;

/// <summary>Some entries of an account's ledger, oldest first.</summary>
/// <param name="Account">Which account.</param>
/// <param name="Currency">ISO 4217 code of the account's own currency.</param>
/// <param name="Balances">What all entries add up to, a row for each currency, the account's own first.</param>
/// <param name="Entries">The entries.</param>
/// <param name="Continuation">Asks for the next page; null on the last.</param>
public sealed record LedgerPage(
    string Account, string Currency, IReadOnlyList<CurrencyBalanceView> Balances, IReadOnlyList<LedgerEntryView> Entries, string? Continuation);
