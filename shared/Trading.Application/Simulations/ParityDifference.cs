using Trading.Domain.Orders;

namespace Trading.Application.Simulations;

/// <summary>Where the platform and a back-test over the same bars differ.</summary>
/// <param name="SignalTime">Bar at whose close the signal was known, UTC.</param>
/// <param name="Side">Direction of the signal.</param>
/// <param name="What">What differs: <c>signal</c>, <c>fill</c>, <c>price</c>, <c>quantity</c>, <c>fee</c>.</param>
/// <param name="Expected">Value of the back-test; null where it has none.</param>
/// <param name="Found">Value of the platform; null where it has none.</param>
/// <param name="Cause">Why.</param>
/// <param name="Order">The order; null where there is none.</param>
/// <param name="Detail">What the order says of its end; null where it says nothing.</param>
public sealed record ParityDifference(
    DateTime SignalTime, Side Side, string What, double? Expected, double? Found, ParityCause Cause, string? Order, string? Detail);
