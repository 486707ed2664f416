using Trading.Domain.Reconciliation;

namespace Trading.Application.Reconciliation;

/// <summary>One thing in which books and broker differ, as the API shows it.</summary>
/// <param name="Kind">In what.</param>
/// <param name="Currency">ISO 4217 code, of cash.</param>
/// <param name="Instrument">What the position is in, or what the order trades.</param>
/// <param name="Order">The order's id.</param>
/// <param name="Ours">By our books; null for an order that we do not have.</param>
/// <param name="Theirs">By the broker; null for an order that it does not list.</param>
/// <param name="Text">All of it in words.</param>
public sealed record DifferenceView(DifferenceKind Kind, string? Currency, string? Instrument, string? Order, decimal? Ours, decimal? Theirs, string Text)
{
    /// <summary>Of a difference.</summary>
    public static DifferenceView Of(Difference difference)
    {
        ArgumentNullException.ThrowIfNull(difference);
        return new DifferenceView(
            difference.Kind, difference.Currency, difference.Instrument?.ToString(), difference.Order, difference.Ours, difference.Theirs, difference.ToString());
    }
}
