using Trading.Domain.Values;

namespace Trading.Domain.Orders;

/// <summary>How much to trade: a count of units, or an amount of cash whose count of units is known only at the fill.</summary>
public abstract record OrderSize
{
    private OrderSize()
    {
    }

    /// <summary>What it is worth at a price, never negative.</summary>
    public Money ValueAt(Price price) => this switch
    {
        Cash cash => cash.Amount,
        Units units => Money.Rounded(Math.Abs(price.Value) * units.Quantity.Value),
        _ => throw new System.Diagnostics.UnreachableException("An order size has two kinds."),
    };

    /// <summary>So many units.</summary>
    /// <param name="Quantity">Units.</param>
    public sealed record Units(Quantity Quantity) : OrderSize;

    /// <summary>Spend this much, commission included, at the price of the fill.</summary>
    /// <param name="Amount">In the account's currency.</param>
    /// <param name="WholeUnits">True to buy whole units only; the rest stays cash. Otherwise down to the eighth decimal.</param>
    public sealed record Cash(Money Amount, bool WholeUnits) : OrderSize;
}
