namespace Trading.Application.Ledger;

/// <summary>A ledger entry as the API shows it.</summary>
/// <param name="Number">Its place, 1 the first.</param>
/// <param name="Id">Names what is booked.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Reference">The order or other thing it belongs to.</param>
/// <param name="At">When it happened, UTC.</param>
/// <param name="Postings">Its lines; they sum to zero in each currency.</param>
public sealed record LedgerEntryView(int Number, string Id, string Kind, string Reference, DateTimeOffset At, IReadOnlyList<PostingView> Postings)
{
    /// <summary>Of a numbered entry.</summary>
    /// <param name="numbered">The entry.</param>
    /// <param name="own">ISO 4217 code of the account's own currency.</param>
    public static LedgerEntryView Of(NumberedEntry numbered, string own)
    {
        ArgumentNullException.ThrowIfNull(numbered);
        var entry = numbered.Entry;
        return new LedgerEntryView(numbered.Number, entry.Id, entry.Kind, entry.Reference, entry.At, [.. entry.Postings.Select(posting => PostingView.Of(posting, own))]);
    }
}
