using System.Numerics;
using Trading.Domain.Matching;
using Trading.Domain.Orders;

namespace Trading.Quant.Backtests;

/// <summary>An order that has not ended.</summary>
/// <typeparam name="T">The number of quantities.</typeparam>
internal sealed class WorkingOrder<T>
    where T : struct, INumber<T>
{
    public required int Id { get; init; }

    public required int Instrument { get; init; }

    public required Side Side { get; set; }

    public required OrderKind Kind { get; set; }

    public required TradeSize Size { get; set; }

    /// <summary>Units left, where the size is a count of units.</summary>
    public T Remaining { get; set; }

    public double Limit { get; set; }

    public double Stop { get; set; }

    public Distance Trail { get; set; }

    /// <summary>Best price since a trailing stop was placed.</summary>
    public double Extreme { get; set; }

    public Bracket Bracket { get; set; }

    public bool HasPlacedBracket { get; set; }

    public int Group { get; init; }

    /// <summary>Bars left, whether they trade it or not; zero for no limit.</summary>
    public int BarsLeft { get; set; }

    public string? Tag { get; init; }

    /// <summary>Step from whose open on it may trade.</summary>
    public required int AwakeFrom { get; init; }

    /// <summary>When it arrives at the market, UTC ticks: no bar that opens earlier trades it.</summary>
    public long ArrivesAt { get; init; }

    /// <summary>Step whose bar traded a part of it or woke it, and does nothing more to it; zero for none.</summary>
    public int LastTurn { get; set; }

    /// <summary>True for what a bracket placed: it does not count as an order of the strategy.</summary>
    public bool IsProtective { get; init; }

    public bool IsDone { get; set; }

    public OrderTerms<double> Terms => new(Kind, Side, Limit, Stop);
}
