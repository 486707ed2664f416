using Trading.Domain.Values;

namespace Trading.Domain.Ledger;

/// <summary>One booking: lines that sum to zero in each of its currencies. Never changed and never removed; a mistake is corrected by another entry.</summary>
public sealed record LedgerEntry
{
    /// <summary>Makes an entry.</summary>
    /// <param name="id">Names what is booked, so that it is booked once: two entries with one id are the same booking.</param>
    /// <param name="kind">What happened: <c>deposit</c>, <c>trade</c>.</param>
    /// <param name="reference">The order or other thing it belongs to; may be empty.</param>
    /// <param name="at">When it happened, UTC.</param>
    /// <param name="postings">Two or more lines that sum to zero in each currency.</param>
    /// <exception cref="ArgumentException">The lines of a currency do not sum to zero, or there are fewer than two lines.</exception>
    public LedgerEntry(string id, string kind, string reference, DateTimeOffset at, IReadOnlyList<Posting> postings)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        ArgumentException.ThrowIfNullOrEmpty(kind);
        ArgumentNullException.ThrowIfNull(postings);
        if (postings.Count < 2)
            throw new ArgumentException($"Entry {id} has {postings.Count} lines; it needs two or more.", nameof(postings));
        for (var i = 0; i < postings.Count; i++)
        {
            var currency = postings[i].Currency;
            if (IsFirstIn(postings, i) && SumOf(postings, currency) is var sum and not 0)
                throw new ArgumentException($"Entry {id} has lines in {currency ?? "the account's currency"} that sum to {sum}; expected zero.", nameof(postings));
        }

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

    /// <summary>The lines; those of each currency sum to zero.</summary>
    public IReadOnlyList<Posting> Postings { get; }

    /// <summary>The sum of the lines of one account in one currency.</summary>
    /// <param name="account">Which account of the books.</param>
    /// <param name="currency">As the lines name it: null for the account's own currency.</param>
    public Money Of(LedgerAccount account, string? currency = null) =>
        new(Postings.Where(posting => posting.Account == account && posting.Currency == currency).Sum(posting => posting.Amount.Value));

    private static bool IsFirstIn(IReadOnlyList<Posting> postings, int index)
    {
        for (var i = 0; i < index; i++)
        {
            if (postings[i].Currency == postings[index].Currency)
                return false;
        }

        return true;
    }

    private static decimal SumOf(IReadOnlyList<Posting> postings, string? currency)
    {
        var sum = 0m;
        for (var i = 0; i < postings.Count; i++)
        {
            if (postings[i].Currency == currency)
                sum += postings[i].Amount.Value;
        }

        return sum;
    }
}
