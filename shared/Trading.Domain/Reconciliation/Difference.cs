using System.Globalization;
using Trading.Domain.Markets;

namespace Trading.Domain.Reconciliation;

/// <summary>One thing in which our books and a broker differ.</summary>
/// <param name="Kind">In what.</param>
/// <param name="Ours">By our books: money, units, or units that the order traded; null for an order that we do not have.</param>
/// <param name="Theirs">By the broker; null for an order that it does not list.</param>
public sealed record Difference(DifferenceKind Kind, decimal? Ours, decimal? Theirs)
{
    /// <summary>ISO 4217 code, of cash.</summary>
    public string? Currency { get; init; }

    /// <summary>What the position is in, or what the order trades.</summary>
    public InstrumentId? Instrument { get; init; }

    /// <summary>Our id of the order; the broker's where it is none of ours.</summary>
    public string? Order { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        DifferenceKind.Cash => Text($"cash of {Ours} {Currency} here, {Theirs} at the broker"),
        DifferenceKind.Position => Text($"{Ours} units of {Instrument} here, {Theirs} at the broker"),
        DifferenceKind.OrderMissing => Text($"order {Order} of {Instrument} works here and not at the broker"),
        DifferenceKind.OrderUnknown => Text($"order {Order} of {Instrument} works at the broker and not here"),
        _ => Text($"order {Order} traded {Ours} units of {Instrument} here, {Theirs} at the broker"),
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
