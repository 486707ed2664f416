using System.Numerics;

namespace Trading.Domain.Matching;

/// <summary>How amounts are kept: rounded as the books do, or estimated as they come.</summary>
/// <typeparam name="T">The number.</typeparam>
public interface IArithmetic<T>
    where T : struct, IFloatingPoint<T>
{
    /// <summary>Smallest fraction of a unit; zero where any fraction is.</summary>
    static abstract T SmallestUnit { get; }

    /// <summary>Most units of one fill.</summary>
    static abstract T MostUnits { get; }

    /// <summary>A price of the market, or another number that was estimated.</summary>
    static abstract T FromMarket(double price);

    /// <summary>A rate, a count or an amount that is data.</summary>
    static abstract T FromData(decimal value);

    /// <summary>A price as it is kept once slippage has moved it.</summary>
    static abstract T Price(T exact);

    /// <summary>An amount of money as it is kept.</summary>
    static abstract T Money(T exact);
}
