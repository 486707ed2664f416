using Trading.Application.Accounts;
using Trading.Domain.Accounts;

namespace Trading.Application.Portfolio;

/// <summary>An account as the API shows it: what it has in its own currency, and in others.</summary>
public sealed record AccountView : CurrencyFunds
{
    /// <summary>An account that has <paramref name="own"/> in its own currency.</summary>
    internal AccountView(CurrencyFunds own)
        : base(own)
    {
    }

    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>What its owner calls it, or the strategy that trades it.</summary>
    public required string Name { get; init; }

    /// <summary>Whose money it holds.</summary>
    public required AccountKind Kind { get; init; }

    /// <summary>Code of its broker.</summary>
    public required string Broker { get; init; }

    /// <summary>Time of the bar whose close values the positions, UTC; null before the first.</summary>
    public required DateTimeOffset? ValuedAt { get; init; }

    /// <summary>What is held, each in the currency of its market.</summary>
    public required IReadOnlyList<PositionView> Positions { get; init; }

    /// <summary>What there is in each other currency that was ever in it, by code.</summary>
    public required IReadOnlyList<CurrencyFunds> Foreign { get; init; }
}
