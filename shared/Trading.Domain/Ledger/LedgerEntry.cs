using Trading.Domain.Values;

namespace Trading.Domain.Ledger;

/// <summary>One booking: lines that sum to zero. Never changed and never removed; a mistake is corrected by another entry.</summary>
public sealed record LedgerEntry
{
    /// <summary>Makes an entry.</summary>
    /// <param name="id">Names what is booked, so that it is booked once: two entries with one id are the same booking.</param>
    /// <param name="kind">What happened: <c>deposit</c>, <c>trade</c>.</param>
    /// <param name="reference">The order or other thing it belongs to; may be empty.</param>
    /// <param name="at">When it happened, UTC.</param>
    /// <param name="postings">Two or more lines that sum to zero.</param>
    /// <exception cref="ArgumentException">The lines do not sum to zero, or there are fewer than two.</exception>
    public LedgerEntry(string id, string kind, string reference, DateTimeOffset at, IReadOnlyList<Posting> postings)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        ArgumentException.ThrowIfNullOrEmpty(kind);
        ArgumentNullException.ThrowIfNull(postings);
        var sum = postings.Sum(posting => posting.Amount.Value);
        if (postings.Count < 2 || sum != 0)
            throw new ArgumentException($"Entry {id} has {postings.Count} lines that sum to {sum}; it needs two or more that sum to zero.", nameof(postings));
        (Id, Kind, Reference, At, Postings) = (id, kind, reference ?? "", at, postings);
    }

    /// <summary>Names what is booked.</summary>
    public string Id { get; }

    /// <summary>What happened.</summary>
    public string Kind { get; }

    /// <summary>The order or other thing it belongs to; may be empty.</summary>
    public string Reference { get; }

    /// <summary>When it happened, UTC.</summary>
    public DateTimeOffset At { get; }

    /// <summary>The lines; they sum to zero.</summary>
    public IReadOnlyList<Posting> Postings { get; }

    /// <summary>The sum of the lines of one account.</summary>
    public Money Of(LedgerAccount account) => new(Postings.Where(posting => posting.Account == account).Sum(posting => posting.Amount.Value));
}
