namespace Trading.Application.Ledger;

/// <summary>A ledger entry as the API shows it.</summary>
/// <param name="Number">Its place, 1 the first.</param>
/// <param name="Id">Names what is booked.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Reference">The order or other thing it belongs to.</param>
/// <param name="At">When it happened, UTC.</param>
/// <param name="Postings">Its lines; they sum to zero.</param>
public sealed record LedgerEntryView(int Number, string Id, string Kind, string Reference, DateTimeOffset At, IReadOnlyList<PostingView> Postings)
{
    /// <summary>Of a numbered entry.</summary>
    public static LedgerEntryView Of(NumberedEntry numbered)
    {
        ArgumentNullException.ThrowIfNull(numbered);
        var entry = numbered.Entry;
        return new LedgerEntryView(numbered.Number, entry.Id, entry.Kind, entry.Reference, entry.At, [.. entry.Postings.Select(PostingView.Of)]);
    }
}
