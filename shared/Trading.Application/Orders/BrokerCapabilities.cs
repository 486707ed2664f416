using Trading.Domain.Matching;
using Trading.Domain.Orders;

namespace Trading.Application.Orders;

/// <summary>What a broker can do, as data.</summary>
/// <param name="TakesClientOrderIds">
/// True when an order carries our id and is taken once under it, so that handing it over again is safe. False when the broker gives ids itself:
/// then what may have been sent is never sent again.
/// </param>
public sealed record BrokerCapabilities(bool TakesClientOrderIds)
{
    /// <summary>Names the broker; accounts and orders say with it where they belong.</summary>
    public string Code { get; init; } = NewOrder.Simulator;

    /// <summary>Where its connection lives.</summary>
    public ExecutionHost Host { get; init; }

    /// <summary>Kinds of orders that it takes.</summary>
    public IReadOnlySet<OrderKind> Kinds { get; init; } = Enum.GetValues<OrderKind>().ToHashSet();

    /// <summary>Times in force that it takes.</summary>
    public IReadOnlySet<TimeInForce> TimesInForce { get; init; } = Enum.GetValues<TimeInForce>().ToHashSet();

    /// <summary>True when it ends the other orders of a group as soon as one of them trades.</summary>
    public bool TakesGroups { get; init; } = true;

    /// <summary>True when it tells what an account has, so that our books can be held against it.</summary>
    public bool TellsState { get; init; }
}
