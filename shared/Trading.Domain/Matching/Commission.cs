using System.Numerics;
using Trading.Domain.Markets;

namespace Trading.Domain.Matching;

/// <summary>A <see cref="CommissionSchedule"/> in the numbers of a simulation.</summary>
/// <typeparam name="T">The number.</typeparam>
/// <param name="Rate">Fraction of the notional.</param>
/// <param name="PerUnit">Amount per unit.</param>
/// <param name="Minimum">Least amount of a fill.</param>
/// <param name="Maximum">Most of a fill as a fraction of the notional, whatever the minimum; null for none.</param>
public readonly record struct Commission<T>(T Rate, T PerUnit, T Minimum, T? Maximum = null)
    where T : struct, INumber<T>;
