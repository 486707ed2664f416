using System.Numerics;
using Trading.Domain.Orders;

namespace Trading.Domain.Matching;

/// <summary>What an order demands of the price.</summary>
/// <typeparam name="T">Type of prices.</typeparam>
/// <param name="Kind">When it trades.</param>
/// <param name="Side">Direction.</param>
/// <param name="Limit">Worst price of a <see cref="OrderKind.Limit"/> and a <see cref="OrderKind.StopLimit"/>; of no meaning to others.</param>
/// <param name="Stop">Price that wakes the kinds with a stop, for a trailing one where it stands now; of no meaning to others.</param>
public readonly record struct OrderTerms<T>(OrderKind Kind, Side Side, T Limit, T Stop)
    where T : struct, INumber<T>;
