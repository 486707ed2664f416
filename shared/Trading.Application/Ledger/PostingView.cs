using Trading.Domain.Ledger;

namespace Trading.Application.Ledger;

/// <summary>A line of a ledger entry as the API shows it.</summary>
/// <param name="Account">Account of the books.</param>
/// <param name="Amount">Debit above zero, credit below.</param>
/// <param name="Currency">ISO 4217 code of the amount.</param>
/// <param name="Instrument">Of a position line: which, such as <c>US:SPY</c>; else null.</param>
/// <param name="Units">Of a position line: units added or taken away; else null.</param>
public sealed record PostingView(LedgerAccount Account, decimal Amount, string Currency, string? Instrument, decimal? Units)
{
    /// <summary>Of a line.</summary>
    /// <param name="posting">The line.</param>
    /// <param name="own">ISO 4217 code of the account's own currency.</param>
    public static PostingView Of(Posting posting, string own)
    {
        ArgumentNullException.ThrowIfNull(posting);
        return new PostingView(
            posting.Account, posting.Amount.Value, posting.Currency ?? own, posting.Instrument?.ToString(), posting.Instrument is null ? null : posting.Units);
    }
}
