using Trading.Domain.Markets;

namespace Trading.Application.Signals;

/// <summary>A signal as somebody asks for it, not yet checked. Its size is one of quantity, cash and share of the cash; none of them, of a sale, is all that is held.</summary>
/// <param name="Account">Which account trades.</param>
/// <param name="Market">Code of the market.</param>
/// <param name="Symbol">Ticker.</param>
/// <param name="Reason">Why, in words.</param>
public sealed record SignalDraft(string Account, string Market, string Symbol, string Reason)
{
    /// <summary>Units.</summary>
    public decimal? Quantity { get; init; }

    /// <summary>Cash to spend, commission included.</summary>
    public decimal? Cash { get; init; }

    /// <summary>Fraction of the account's cash in the market's currency, counted when the order is made.</summary>
    public decimal? CashShare { get; init; }

    /// <summary>Worst price; a market order where it is left out.</summary>
    public decimal? LimitPrice { get; init; }

    /// <summary>Where a Korean instrument is listed; of the United States it is known.</summary>
    public Segment? Segment { get; init; }

    /// <summary>What its order is tagged with, for statistics.</summary>
    public string? Tag { get; init; }

    /// <summary>How sure whoever asks is, 0 to 1.</summary>
    public double? Confidence { get; init; }

    /// <summary>Figures behind the reason by name, such as <c>rsi(14)</c>.</summary>
    public IReadOnlyDictionary<string, double>? Evidence { get; init; }
}
