using Trading.Domain.Accounts;

namespace Trading.Application.Accounts;

/// <summary>An account as it is asked for, not yet checked.</summary>
/// <param name="Name">What its owner calls it.</param>
public sealed record AccountDraft(string Name)
{
    /// <summary>Whose money it holds.</summary>
    public AccountKind Kind { get; init; }

    /// <summary>Code of its broker; null for the simulated one.</summary>
    public string? Broker { get; init; }

    /// <summary>ISO 4217 code of the currency it is reported in.</summary>
    public string Currency { get; init; } = "USD";

    /// <summary>What it starts with, in its currency.</summary>
    public decimal InitialBalance { get; init; }

    /// <summary>Decides what goes wrong at a hostile simulator; missing for the other brokers.</summary>
    public int? Seed { get; init; }
}
