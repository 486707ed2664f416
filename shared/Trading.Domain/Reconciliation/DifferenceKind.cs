namespace Trading.Domain.Reconciliation;

/// <summary>In what our books and a broker differ.</summary>
public enum DifferenceKind
{
    /// <summary>Money of a currency.</summary>
    Cash,

    /// <summary>Units of an instrument.</summary>
    Position,

    /// <summary>The broker does not list an order that works by what we know.</summary>
    OrderMissing,

    /// <summary>The broker lists an order that is none of ours, or one that has ended by what we know.</summary>
    OrderUnknown,

    /// <summary>Units that an order has traded.</summary>
    Fills,
}
