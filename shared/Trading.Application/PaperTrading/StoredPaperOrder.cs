namespace Trading.Application.PaperTrading;

/// <summary>A simulated broker's order as it was read, and what proves later that nobody changed it since.</summary>
/// <param name="Order">The order.</param>
/// <param name="Tag">The store's mark of this version.</param>
public sealed record StoredPaperOrder(PaperOrder Order, string Tag);
