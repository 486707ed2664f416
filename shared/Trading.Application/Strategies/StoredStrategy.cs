using Trading.Domain.Accounts;
using Trading.Domain.Strategies;

namespace Trading.Application.Strategies;

/// <summary>A strategy that a user keeps, in its newest version.</summary>
/// <param name="User">Its owner.</param>
/// <param name="Id">Its id.</param>
/// <param name="Document">What it is.</param>
/// <param name="CreatedAt">When its first version was stored, UTC.</param>
public sealed record StoredStrategy(UserId User, StrategyId Id, StrategyDocument Document, DateTimeOffset CreatedAt)
{
    /// <summary>Number of its newest version; the first is 1.</summary>
    public int Version { get; init; } = 1;

    /// <summary>When its newest version was stored, UTC.</summary>
    public DateTimeOffset ChangedAt { get; init; } = CreatedAt;

    /// <summary>True when it may be put to work.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>Its newest version.</summary>
    public StrategyRevision Newest => new(Version, Document, ChangedAt);

    /// <summary>The strategy with another document: a version more, or the same strategy when the document is the one it has.</summary>
    /// <param name="document">What it is from now on.</param>
    /// <param name="at">When, UTC.</param>
    public StoredStrategy Revised(StrategyDocument document, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(document);
        return document == Document ? this : this with { Document = document, Version = Version + 1, ChangedAt = at };
    }
}
