using System.Numerics;

namespace Trading.Domain.Matching;

/// <summary>The prices of a bar that decide what trades in it.</summary>
/// <typeparam name="T">Type of prices.</typeparam>
/// <param name="Open">First.</param>
/// <param name="High">Highest.</param>
/// <param name="Low">Lowest.</param>
public readonly record struct BarPrices<T>(T Open, T High, T Low)
    where T : struct, INumber<T>;
