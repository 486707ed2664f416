using System.Collections.Immutable;
using Trading.Domain.Matching;
using Trading.Domain.Orders;
using Trading.Domain.Markets;
using Trading.Domain.Values;

namespace Trading.Domain.Signals;

/// <summary>What somebody asked for who raised a signal. Its size is one of quantity, cash and share of the cash; none of them, of a sale, is all that is held.</summary>
/// <param name="Id">Chosen by whoever asks; the same one is the same signal.</param>
/// <param name="Kind">What it says.</param>
public sealed record SignalRequest(string Id, SignalKind Kind)
{
    /// <summary>Most of <see cref="Evidence"/>.</summary>
    public const int MaxEvidence = 20;

    /// <summary>Units.</summary>
    public decimal? Quantity { get; init; }

    /// <summary>Cash to spend, commission included.</summary>
    public decimal? Cash { get; init; }

    /// <summary>Fraction of the cash that the account has when the order is made, above 0 and at most 1.</summary>
    public decimal? CashShare { get; init; }

    /// <summary>Worst price; null for a market order.</summary>
    public decimal? LimitPrice { get; init; }

    /// <summary>Where the instrument is listed.</summary>
    public Segment? Segment { get; init; }

    /// <summary>What its order is tagged with; null for what its kind is called.</summary>
    public string? Tag { get; init; }

    /// <summary>How sure whoever asks is, 0 to 1; null where that is not said.</summary>
    public double? Confidence { get; init; }

    /// <summary>Figures behind the reason by name, such as <c>rsi(14)</c>.</summary>
    public ImmutableSortedDictionary<string, double> Evidence { get; init; } = ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal);

    /// <summary>Direction; of no meaning where it says to hold.</summary>
    public Side Side => Kind is SignalKind.Buy or SignalKind.Hold ? Side.Buy : Side.Sell;

    /// <summary>When its order trades, and at which price.</summary>
    public OrderInstructions Instructions => LimitPrice is { } limit ? new OrderInstructions(OrderKind.Limit) { LimitPrice = new Price(limit) } : OrderInstructions.Market;

    /// <summary>How much its order trades.</summary>
    /// <param name="cash">What the account has to spend.</param>
    /// <param name="held">Units that it holds.</param>
    public OrderSize SizeFor(Money cash, decimal held) => this switch
    {
        { Quantity: { } quantity } => new OrderSize.Units(new Quantity(quantity)),
        { Cash: { } amount } => new OrderSize.Cash(new Money(amount), WholeUnits: false),
        { CashShare: { } share } => new OrderSize.Cash(
            new Money(decimal.Round(Math.Max(0, cash.Value) * share, Money.Decimals, MidpointRounding.ToZero)), WholeUnits: false),
        _ => new OrderSize.Units(new Quantity(Math.Max(0, held))),
    };

    /// <summary>True when another one asks for the same, whatever its id.</summary>
    public bool AsksForSameAs(SignalRequest other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return this with { Id = "", Evidence = other.Evidence } == other with { Id = "" } && Evidence.SequenceEqual(other.Evidence);
    }
}
